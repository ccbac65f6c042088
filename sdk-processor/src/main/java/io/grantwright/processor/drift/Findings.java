package io.grantwright.processor.drift;

import io.grantwright.processor.check.Problem;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.openapi.DocumentedOperation;
import io.grantwright.processor.openapi.Node;
import io.grantwright.processor.openapi.ProviderDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found, each once: operations share their types. */
final class Findings {
  private final Descriptor descriptor;
  private final Reach reach;
  private final ProviderDocument document;
  private final Set<Problem> problems = new LinkedHashSet<>();

  Findings(Descriptor descriptor, Reach reach, ProviderDocument document) {
    this.descriptor = descriptor;
    this.reach = reach;
    this.document = document;
  }

  void add(Rule rule, Origin origin, String... args) {
    problems.add(Problem.of(rule, element(origin), args));
  }

  List<Problem> all() {
    return List.copyOf(problems);
  }

  Descriptor descriptor() {
    return descriptor;
  }

  Reach reach() {
    return reach;
  }

  ProviderDocument document() {
    return document;
  }

  /** What messages call the document. */
  String name() {
    return document.name();
  }

  String place(Node node) {
    return document.place(node);
  }

  /** The place of what a node refers to, if it does. */
  String placeBehind(Node node) {
    Node behind = document.resolved(List.of(node)).get(0);
    return document.place(behind.isMissing() ? node : behind);
  }

  /** Where the servers of an operation are said. */
  String placeOfServers(DocumentedOperation operation) {
    return document.place(document.servers(operation));
  }

  /** There, if it is in source form; else at the descriptor, with what is meant. */
  Origin located(ClassRef type, Origin origin, String member) {
    if (reach.compiledHere().contains(type)) {
      return origin;
    }
    Origin at = descriptor.origin();
    return new Origin(at.element(), null, null, type.simpleName() + member, at.suppressed());
  }

  /** The element itself: the literal that its origin knows is about something else. */
  private static Origin element(Origin origin) {
    return new Origin(origin.element(), null, null, origin.inherited(), origin.suppressed());
  }
}
