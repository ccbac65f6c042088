package io.grantwright.processor.openapi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in a document of JSON or YAML, with the place where it stands.
 *
 * <p>What is not there is a node as well, {@link #isMissing() missing}, so that a path into a
 * document of any shape ends somewhere.
 */
public final class Node {
  private static final Node MISSING = new Node(Kind.MISSING, "", 0);

  private final Kind kind;
  private final String text;
  private final int line;
  private final Map<String, Node> members;
  private final List<Node> elements;
  private @Nullable Node parent;
  private String key = "";

  private Node(Kind kind, String text, int line) {
    this.kind = kind;
    this.text = text;
    this.line = line;
    this.members = kind == Kind.OBJECT ? new LinkedHashMap<>() : Map.of();
    this.elements = kind == Kind.ARRAY ? new ArrayList<>() : List.of();
  }

  static Node missing() {
    return MISSING;
  }

  static Node object(int line) {
    return new Node(Kind.OBJECT, "", line);
  }

  static Node array(int line) {
    return new Node(Kind.ARRAY, "", line);
  }

  static Node string(String text, int line) {
    return new Node(Kind.STRING, text, line);
  }

  /** A number, a truth value or null: what it is, its reader knows. */
  static Node literal(String text, int line) {
    return new Node(Kind.LITERAL, text, line);
  }

  /** Of two members with one name, the last one counts. */
  void put(String name, Node member) {
    members.put(name, member.below(this, name));
  }

  void putIfAbsent(String name, Node member) {
    if (!members.containsKey(name)) {
      put(name, member);
    }
  }

  void add(Node element) {
    element.below(this, Integer.toString(elements.size()));
    elements.add(element);
  }

  /** A node that is repeated by an alias stays where it was first. */
  private Node below(Node above, String name) {
    if (parent == null) {
      parent = above;
      key = name;
    }
    return this;
  }

  /** Whether there is nothing. */
  public boolean isMissing() {
    return kind == Kind.MISSING;
  }

  boolean isObject() {
    return kind == Kind.OBJECT;
  }

  boolean isArray() {
    return kind == Kind.ARRAY;
  }

  boolean isString() {
    return kind == Kind.STRING;
  }

  /** Whether it is a text, a number, a truth value or null. */
  boolean isScalar() {
    return kind == Kind.STRING || kind == Kind.LITERAL;
  }

  boolean isTrue() {
    return kind == Kind.LITERAL && text.equals("true");
  }

  boolean isNull() {
    return kind == Kind.LITERAL && text.equals("null");
  }

  /** A scalar as it is written; empty for anything else. */
  String text() {
    return text;
  }

  /** A member of an object; missing where there is none, or no object. */
  Node get(String name) {
    return members.getOrDefault(name, MISSING);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Map<String, Node> members() {
    return Collections.unmodifiableMap(members);
  }

  List<Node> elements() {
    return Collections.unmodifiableList(elements);
  }

  /** The line in which it begins; the first one is 1. */
  int line() {
    return line;
  }

  /** The way to it from the root (RFC 6901). */
  String pointer() {
    Deque<String> keys = new ArrayDeque<>();
    for (Node at = this; at.parent != null; at = at.parent) {
      keys.addFirst(at.key.replace("~", "~0").replace("/", "~1"));
    }
    return "#" + String.join("", keys.stream().map(each -> "/" + each).toList());
  }

  private enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    LITERAL,
    MISSING
  }
}
