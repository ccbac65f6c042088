package io.grantwright.processor.openapi;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address below which paths lie.
 *
 * @param url as it is written
 * @param origin such as {@code https://api.example.com}; empty if it is not said
 * @param path without a slash at its end; empty for the root
 * @param known whether all of it is said: there is no variable without a default
 */
public record Server(String url, String origin, String path, boolean known) {
  private static final Pattern ORIGIN = Pattern.compile("(?i)^[a-z][a-z0-9+.-]*://[^/?#]*");

  static Server of(Node server) {
    String url = server.get("url").text().strip();
    for (var variable : server.get("variables").members().entrySet()) {
      if (variable.getValue().get("default").isScalar()) {
        String hole = "{" + variable.getKey() + "}";
        url = url.replace(hole, variable.getValue().get("default").text());
      }
    }
    return of(url);
  }

  /** A server by its address, absolute or not. */
  public static Server of(String url) {
    Matcher origin = ORIGIN.matcher(url);
    boolean absolute = origin.find();
    String path = (absolute ? url.substring(origin.end()) : url).split("[?#]", 2)[0];
    String slashed = path.startsWith("/") || path.isEmpty() ? path : "/" + path;
    return new Server(
        url,
        absolute ? origin.group().toLowerCase(Locale.ROOT) : "",
        slashed.replaceFirst("/+$", ""),
        url.indexOf('{') < 0);
  }
}
