package io.grantwright.processor.model;

/**
 * What the provider calls itself: an absolute URL, or what stands behind the server's URL or
 * origin.
 *
 * @param inCallbacks whether every callback names it
 */
public record Issuer(PathTemplate template, boolean atRoot, boolean inCallbacks, Origin origin) {
  /** Whether it is the same wherever the server is. */
  public boolean absolute() {
    return template.text().startsWith("https://") || template.text().startsWith("http://");
  }
}
