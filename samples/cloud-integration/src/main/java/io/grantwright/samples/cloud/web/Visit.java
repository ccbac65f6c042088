package io.grantwright.samples.cloud.web;

import io.grantwright.runtime.secret.Secret;

/**
 * A browser's request, which came to the right host.
 *
 * @param method GET or POST
 * @param path the path, as it was sent
 * @param url the whole address, as it was sent; a callback's holds a code
 * @param form what was posted; empty for GET
 * @param browser the browser, by the value of its cookie
 */
public record Visit(String method, String path, String url, Form form, Secret browser) {
  /** {@return the address without its query} */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
