package io.grantwright.processor.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A document of OpenAPI 3.0 or 3.1, as a provider publishes it.
 *
 * <p>What is in it is taken as it comes: a part that is of another shape than OpenAPI says is a
 * part that says nothing.
 */
public final class ProviderDocument {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch");

  /** A chain of references that is longer goes round in circles. */
  private static final int HOPS = 50;

  private final String name;
  private final Node root;
  private final List<DocumentedOperation> operations = new ArrayList<>();
  private final SchemaReader schemas = new SchemaReader(this);
  private final Map<Node, Schema> known = new HashMap<>();
  private final Map<String, Node> unresolved = new TreeMap<>();

  private ProviderDocument(String name, Node root) {
    this.name = name;
    this.root = root;
    root.get("paths").members().forEach(this::addPath);
  }

  /**
   * Reads a document.
   *
   * @param name what messages call it
   * @param bytes JSON or YAML, in UTF-8
   * @throws UnreadableDocumentException if they are neither, or no document of OpenAPI 3.0 or 3.1
   */
  public static ProviderDocument read(String name, byte[] bytes)
      throws UnreadableDocumentException {
    Node root = DocumentText.read(bytes);
    if (root.get("swagger").isScalar()) {
      throw found("swagger " + root.get("swagger").text());
    }
    if (!root.get("openapi").isScalar()) {
      throw found("no openapi");
    }
    String version = root.get("openapi").text();
    if (!version.matches("3\\.[01](\\..*)?")) {
      throw found("openapi " + version);
    }
    if (!root.get("paths").isObject()) {
      throw found("no paths");
    }
    return new ProviderDocument(name, root);
  }

  /** The same document, of which nothing has been looked at. */
  public ProviderDocument anew() {
    return new ProviderDocument(name, root);
  }

  private static UnreadableDocumentException found(String what) {
    return new UnreadableDocumentException(
        "found " + what + ", expected openapi 3.0 or 3.1 with paths");
  }

  private void addPath(String path, Node written) {
    Node item = resolve(written);
    int hash = path.indexOf('#');
    for (String method : METHODS) {
      if (item.get(method).isObject()) {
        operations.add(
            new DocumentedOperation(
                method.toUpperCase(Locale.ROOT),
                hash < 0 ? path : path.substring(0, hash),
                hash < 0 ? "" : path.substring(hash + 1),
                servers(item, item.get(method)),
                item,
                item.get(method)));
      }
    }
  }

  /** The nearest ones that are said; none if nobody says any. */
  private List<Server> servers(Node item, Node operation) {
    return serversAt(item, operation).elements().stream()
        .filter(server -> server.get("url").isScalar())
        .map(Server::of)
        .toList();
  }

  private Node serversAt(Node item, Node operation) {
    return Stream.of(operation, item, root)
        .map(at -> at.get("servers"))
        .filter(servers -> !servers.elements().isEmpty())
        .findFirst()
        .orElse(Node.missing());
  }

  /** Where the servers of an operation are said; missing if nobody says any. */
  public Node servers(DocumentedOperation operation) {
    return serversAt(operation.item(), operation.node());
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  public List<DocumentedOperation> operations() {
    return Collections.unmodifiableList(operations);
  }

  /** Those of an operation, its own before those of its path. */
  public List<DocumentedParameter> parameters(DocumentedOperation operation) {
    Map<String, DocumentedParameter> parameters = new LinkedHashMap<>();
    for (Node at : List.of(operation.node(), operation.item())) {
      for (Node written : at.get("parameters").elements()) {
        Node parameter = resolve(written);
        if (parameter.get("name").isScalar() && parameter.get("in").isScalar()) {
          for (DocumentedParameter each : DocumentedParameter.of(parameter, this)) {
            parameters.putIfAbsent(each.place() + " " + each.key(), each);
          }
        }
      }
    }
    return List.copyOf(parameters.values());
  }

  /** Whether all parameters of an operation are there. */
  public boolean hasAllParameters(DocumentedOperation operation) {
    return Stream.of(operation.node(), operation.item())
        .flatMap(at -> at.get("parameters").elements().stream())
        .noneMatch(written -> resolve(written).isMissing());
  }

  /** The names of keys that requests carry in a place, {@code "query"} or {@code "header"}. */
  public Set<String> keys(String place) {
    Set<String> names = new LinkedHashSet<>();
    for (Node written : root.get("components").get("securitySchemes").members().values()) {
      Node scheme = resolve(written);
      if (scheme.get("type").text().equals("apiKey") && scheme.get("in").text().equals(place)) {
        names.add(scheme.get("name").text().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The body of a request, which may say nothing. */
  public DocumentedBody requestBody(DocumentedOperation operation) {
    return new DocumentedBody(resolve(operation.node().get("requestBody")));
  }

  /** By their statuses as they are written, such as {@code 404}, {@code 4XX} and default. */
  public Map<String, DocumentedAnswer> answers(DocumentedOperation operation) {
    Map<String, DocumentedAnswer> answers = new LinkedHashMap<>();
    operation
        .node()
        .get("responses")
        .members()
        .forEach(
            (status, answer) ->
                answers.put(
                    status.toUpperCase(Locale.ROOT),
                    new DocumentedAnswer(new DocumentedBody(resolve(answer)), answer)));
    return answers;
  }

  /** A header of an answer; missing if there is none. */
  public Node header(DocumentedAnswer answer, String name) {
    return answer.body().node().get("headers").members().entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(each -> resolve(each.getValue()))
        .findFirst()
        .orElse(Node.missing());
  }

  /** The schema of a parameter or header, by itself or in its content. */
  public List<Node> schemas(Node parameter) {
    Node schema = parameter.get("schema");
    return schema.isMissing()
        ? parameter.get("content").members().values().stream()
            .map(content -> content.get("schema"))
            .limit(1)
            .toList()
        : List.of(schema);
  }

  /** What a schema says; that of several, where a value fits one of them. */
  public Schema schema(List<Node> written) {
    return written.size() == 1
        ? known.computeIfAbsent(written.get(0), each -> schemas.read(List.of(each)))
        : schemas.read(written);
  }

  /** Where schemas stand, whatever refers to them. */
  public List<Node> resolved(List<Node> written) {
    return written.stream().map(this::resolve).toList();
  }

  /** The schemas of a union by what its discriminator says; empty if there is none. */
  public Map<String, Node> variants(List<Node> written) {
    Map<String, Node> variants = new LinkedHashMap<>();
    for (Node schema : resolved(written)) {
      Node discriminator = schema.get("discriminator");
      if (discriminator.isObject()) {
        addVariants(schema, discriminator.get("mapping"), variants);
      }
    }
    return variants;
  }

  /** What has no name in the mapping has that of its schema. */
  private void addVariants(Node schema, Node mapping, Map<String, Node> variants) {
    Set<String> mapped = new LinkedHashSet<>();
    mapping
        .members()
        .forEach(
            (said, target) -> {
              String reference = target.text();
              mapped.add(reference);
              Node named =
                  reference.startsWith("#")
                      ? pointed(reference)
                      : root.get("components").get("schemas").get(reference);
              variants.put(said, named);
            });
    for (String alternatives : List.of("anyOf", "oneOf")) {
      for (Node each : schema.get(alternatives).elements()) {
        String reference = each.get("$ref").text();
        String simple = reference.substring(reference.lastIndexOf('/') + 1);
        if (!reference.isEmpty() && !mapped.contains(reference) && !mapped.contains(simple)) {
          variants.put(simple, resolve(each));
        }
      }
    }
  }

  /** Where references lead, which may be nowhere. */
  Node resolve(Node written) {
    Node at = written;
    for (int hops = 0; at.get("$ref").isString(); hops++) {
      String reference = at.get("$ref").text();
      Node target = hops < HOPS ? pointed(reference) : Node.missing();
      if (target.isMissing()) {
        unresolved.putIfAbsent(reference, at);
        return target;
      }
      at = target;
    }
    return at;
  }

  private Node pointed(String reference) {
    if (!reference.startsWith("#/")) {
      return Node.missing();
    }
    Node at = root;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      at = step(at, step);
    }
    return at;
  }

  private static Node step(Node at, String escaped) {
    String name = escaped;
    try {
      name = URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that means itself.
    }
    String step = name.replace("~1", "/").replace("~0", "~");
    if (at.isArray()) {
      return step.matches("[0-9]{1,9}") && Integer.parseInt(step) < at.elements().size()
          ? at.elements().get(Integer.parseInt(step))
          : Node.missing();
    }
    return at.get(step);
  }

  /** The references so far that lead nowhere, or out of the document, with their first places. */
  public Map<String, Node> unresolved() {
    return Collections.unmodifiableMap(unresolved);
  }

  /** Where a node stands, as the end of a sentence. */
  public String place(Node node) {
    return "line " + node.line() + " of " + name + " (" + node.pointer() + ")";
  }
}
