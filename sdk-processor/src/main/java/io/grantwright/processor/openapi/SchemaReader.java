package io.grantwright.processor.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges what a schema says, and the ones that it is combined of. */
final class SchemaReader {
  /** Of how many schemas one may be combined; of more, nothing is known. */
  private static final int PARTS = 5000;

  /** How deep combinations may lie in each other. */
  private static final int DEPTH = 100;

  private final ProviderDocument document;
  private final Deque<Node> entered = new ArrayDeque<>();
  private int parts;

  SchemaReader(ProviderDocument document) {
    this.document = document;
  }

  /** What is said of a value that fits one of these. */
  Schema read(List<Node> written) {
    parts = 0;
    return either(written);
  }

  private Schema either(List<Node> written) {
    Schema merged = null;
    boolean nullable = false;
    for (Node each : written) {
      Node schema = document.resolve(each);
      if (isNull(schema)) {
        nullable = true;
      } else {
        Schema read = of(each);
        merged = merged == null ? read : merged.or(read);
      }
    }
    Schema said = merged == null ? Schema.ANY : merged;
    return nullable ? said.and(nullOf(true)) : said;
  }

  private static boolean isNull(Node schema) {
    return schema.get("type").text().equals("null");
  }

  private Schema of(Node written) {
    Node schema = document.resolve(written);
    if (!schema.isObject()
        || entered.contains(schema)
        || entered.size() > DEPTH
        || ++parts > PARTS) {
      return Schema.ANY;
    }
    entered.push(schema);
    try {
      Schema said = own(schema);
      for (Node part : schema.get("allOf").elements()) {
        said = said.and(of(part));
      }
      for (String alternatives : List.of("anyOf", "oneOf")) {
        List<Node> parts = schema.get(alternatives).elements();
        if (!parts.isEmpty()) {
          said = said.and(either(parts));
        }
      }
      if (schema != written && written.get("nullable").isTrue()) {
        said = said.and(nullOf(true));
      }
      return saysNothing(schema) ? Schema.ANY : said;
    } finally {
      entered.pop();
    }
  }

  private static boolean saysNothing(Node schema) {
    return List.of(
            "type",
            "properties",
            "required",
            "items",
            "enum",
            "const",
            "allOf",
            "anyOf",
            "oneOf",
            "additionalProperties")
        .stream()
        .noneMatch(schema::has);
  }

  private Schema own(Node schema) {
    Set<String> types = new LinkedHashSet<>();
    Node type = schema.get("type");
    (type.isArray() ? type.elements() : List.of(type))
        .stream().filter(Node::isScalar).map(Node::text).forEach(types::add);
    boolean nullable = types.remove("null") || schema.get("nullable").isTrue();
    Map<String, List<Node>> properties = new LinkedHashMap<>();
    schema.get("properties").members().forEach((name, each) -> properties.put(name, List.of(each)));
    Node items = schema.get("items");
    Node others = schema.get("additionalProperties");
    if (types.isEmpty() && !properties.isEmpty()) {
      types.add("object");
    } else if (types.isEmpty() && items.isObject()) {
      types.add("array");
    }
    Set<String> values = new LinkedHashSet<>();
    List<Node> known =
        schema.has("const") ? List.of(schema.get("const")) : schema.get("enum").elements();
    for (Node value : known) {
      nullable |= value.isNull();
      if (value.isScalar() && !value.isNull()) {
        values.add(value.text());
      }
    }
    Set<String> required = new LinkedHashSet<>();
    schema.get("required").elements().forEach(each -> required.add(each.text()));
    Set<String> formats = new LinkedHashSet<>();
    if (schema.get("format").isScalar()) {
      formats.add(schema.get("format").text());
    }
    return new Schema(
        types,
        nullable,
        formats,
        properties,
        required,
        Set.of(),
        items.isObject() ? List.of(items) : List.of(),
        others.isObject() ? List.of(others) : List.of(),
        others.isObject() || others.isTrue() || schema.has("patternProperties"),
        values);
  }

  private static Schema nullOf(boolean nullable) {
    Schema nothing = Schema.NOTHING;
    return new Schema(
        nothing.types(),
        nullable,
        nothing.formats(),
        nothing.properties(),
        nothing.required(),
        nothing.sometimes(),
        nothing.items(),
        nothing.others(),
        nothing.open(),
        nothing.values());
  }
}
