package io.grantwright.processor.openapi;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The body of a request, or an answer, with its content by media types. */
public record DocumentedBody(Node node) {
  /** Whether anything is said of it. */
  public boolean exists() {
    return node.isObject();
  }

  public boolean required() {
    return node.get("required").isTrue();
  }

  /** Its media types, as they are written. */
  public Set<String> types() {
    return Collections.unmodifiableSet(node.get("content").members().keySet());
  }

  /**
   * The schema of the first content of a media type.
   *
   * @param type such as {@code application/json}, for which others that end in {@code +json} do
   * @return empty if there is no such content; a missing node if it has no schema
   */
  public Optional<Node> schema(String type) {
    return node.get("content").members().entrySet().stream()
        .filter(each -> fits(each.getKey(), type))
        .map(each -> each.getValue().get("schema"))
        .findFirst();
  }

  /** The schemas of all content. */
  public List<Node> schemas() {
    return node.get("content").members().values().stream().map(each -> each.get("schema")).toList();
  }

  private static boolean fits(String written, String type) {
    String plain = written.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String main = type.substring(0, type.indexOf('/'));
    return plain.equals(type)
        || plain.equals("*/*")
        || plain.equals(main + "/*")
        || (type.endsWith("/json") && plain.endsWith("+json"));
  }
}
