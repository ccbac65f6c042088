package io.grantwright.samples.cloud.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a browser is answered.
 *
 * @param status the status
 * @param headers the headers beside those that every answer has
 * @param body the body, sent as UTF-8
 */
public record Answer(int status, Map<String, String> headers, String body) {
  /** An answer of some type. */
  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  /** A page. */
  public static Answer page(int status, Html page) {
    return of(status, "text/html; charset=utf-8", page.markup());
  }

  /** Has the browser get another page of this server, whatever it has just done. */
  public static Answer seeOther(String path) {
    return new Answer(303, Map.of("Location", path), "");
  }

  /** This answer with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
