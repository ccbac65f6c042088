package io.grantwright.processor.openapi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is said of a value, with references followed and combinations merged.
 *
 * @param types the types of JSON that it may have, null apart; empty for any
 * @param properties the schemas of its members, of which a value fits one
 * @param required the members that are always there
 * @param sometimes the members that are there in one alternative, and need not be in another
 * @param items the schemas of its elements
 * @param others the schemas of members that have no name
 * @param open whether it may have members of which nothing is said
 * @param values the texts that it may have; empty for any
 */
public record Schema(
    Set<String> types,
    boolean nullable,
    Set<String> formats,
    Map<String, List<Node>> properties,
    Set<String> required,
    Set<String> sometimes,
    List<Node> items,
    List<Node> others,
    boolean open,
    Set<String> values) {
  /** Nothing is said. */
  static final Schema ANY = empty(true);

  /** Nothing is said, and nothing is left open: what others are merged into. */
  static final Schema NOTHING = empty(false);

  public Schema {
    types = Collections.unmodifiableSet(new TreeSet<>(types));
    formats = Collections.unmodifiableSet(new TreeSet<>(formats));
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
    sometimes = Collections.unmodifiableSet(new LinkedHashSet<>(sometimes));
    items = List.copyOf(items);
    others = List.copyOf(others);
    values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  private static Schema empty(boolean open) {
    return new Schema(
        Set.of(), false, Set.of(), Map.of(), Set.of(), Set.of(), List.of(), List.of(), open,
        Set.of());
  }

  /** Whether a value may be of that type; a whole number is a number. */
  public boolean allows(String type) {
    return types.isEmpty()
        || types.contains(type)
        || (type.equals("integer") && types.contains("number"));
  }

  /** Whether what has no name here is unknown. */
  public boolean closed() {
    return !open && !properties.isEmpty();
  }

  /** What both say. */
  Schema and(Schema other) {
    return new Schema(
        narrowed(types, other.types),
        nullable || other.nullable,
        union(formats, other.formats),
        joined(properties, other.properties),
        union(required, other.required),
        union(sometimes, other.sometimes),
        concatenated(items, other.items),
        concatenated(others, other.others),
        open || other.open,
        narrowed(values, other.values));
  }

  /** What either says. */
  Schema or(Schema other) {
    Set<String> both = new LinkedHashSet<>(required);
    both.retainAll(other.required);
    Set<String> some = union(union(required, other.required), union(sometimes, other.sometimes));
    some.removeAll(both);
    return new Schema(
        types.isEmpty() || other.types.isEmpty() ? Set.of() : union(types, other.types),
        nullable || other.nullable,
        union(formats, other.formats),
        joined(properties, other.properties),
        both,
        some,
        concatenated(items, other.items),
        concatenated(others, other.others),
        open || other.open || anyObject() || other.anyObject(),
        values.isEmpty() || other.values.isEmpty() ? Set.of() : union(values, other.values));
  }

  /** An object of which nothing more is said. */
  private boolean anyObject() {
    return types.equals(Set.of("object")) && properties.isEmpty() && required.isEmpty();
  }

  private static Set<String> narrowed(Set<String> some, Set<String> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return union(some, others);
    }
    Set<String> both = new LinkedHashSet<>(some);
    both.retainAll(others);
    // What contradicts itself is not for us to judge.
    return both.isEmpty() ? union(some, others) : both;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> union = new LinkedHashSet<>(some);
    union.addAll(others);
    return union;
  }

  private static <T> List<T> concatenated(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  private static Map<String, List<Node>> joined(
      Map<String, List<Node>> some, Map<String, List<Node>> others) {
    if (others.isEmpty()) {
      return some;
    }
    Map<String, List<Node>> joined = new LinkedHashMap<>();
    some.forEach((name, nodes) -> joined.put(name, new ArrayList<>(nodes)));
    others.forEach((name, nodes) -> joined.merge(name, nodes, Schema::concatenated));
    return joined;
  }
}
