package io.grantwright.processor.drift;

import static java.util.stream.Collectors.joining;

import io.grantwright.processor.check.Rule;
import io.grantwright.processor.check.Suggestion;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.openapi.DocumentedOperation;
import io.grantwright.processor.openapi.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the operations of a descriptor in the document: by method and path. */
final class Paths {
  private final Findings findings;
  private final Descriptor descriptor;
  private final List<Known> known;
  private boolean complete = true;

  Paths(Findings findings) {
    this.findings = findings;
    this.descriptor = findings.descriptor();
    this.known = findings.document().operations().stream().map(Known::of).toList();
  }

  /**
   * One that is found.
   *
   * @param holes the variables of the descriptor's path, in the order of those of the document's
   */
  record Match(DocumentedOperation operation, List<String> holes) {
    Match {
      holes = List.copyOf(holes);
    }
  }

  /** How well an address fits, the best last. */
  private enum Fit {
    NONE,
    /** But for the case of letters, and a slash at the end. */
    LOOSE,
    /** Below another base. */
    RELATIVE,
    /** At another origin. */
    PATH,
    FULL
  }

  /** An operation of the document with its paths, whose holes have no names. */
  private record Known(DocumentedOperation operation, String path) {
    static Known of(DocumentedOperation operation) {
      String path = operation.path().split("\\?", 2)[0];
      return new Known(operation, Target.unnamed(path.startsWith("/") ? path : "/" + path));
    }

    Stream<String> paths() {
      return operation.servers().isEmpty()
          ? Stream.of(path)
          : operation.servers().stream().map(server -> Target.unnamed(server.path()) + path);
    }
  }

  private record Candidate(Known known, Target target, Fit fit) {}

  /** The operation that a descriptor's one calls; reports what is wrong with its address. */
  Optional<Match> find(Operation operation) {
    List<Target> targets = Target.of(operation, descriptor);
    if (targets.isEmpty()) {
      // The server's metadata has the address: what else the document has, nobody knows.
      complete = false;
      return Optional.empty();
    }
    String method = operation.verb().name();
    List<Candidate> candidates = new ArrayList<>();
    for (Known each : known) {
      if (each.operation().method().equals(method)) {
        targets.forEach(target -> candidates.add(new Candidate(each, target, fit(each, target))));
      }
    }
    Optional<Candidate> best =
        candidates.stream()
            .filter(each -> each.fit() != Fit.NONE)
            .max(
                Comparator.comparing(Candidate::fit)
                    .thenComparing(each -> preference(each.known().operation(), operation)));
    if (best.isEmpty()) {
      addMissing(operation, method, targets.get(0));
      return Optional.empty();
    }
    Candidate found = best.get();
    addAddress(operation, found);
    String path = Objects.requireNonNullElse(found.target().relative(), found.target().path());
    return Optional.of(new Match(found.known().operation(), Target.holes(path)));
  }

  /** Whether the address of each operation so far is known. */
  boolean complete() {
    return complete;
  }

  /** A fragment tells operations apart that have one address. */
  private static int preference(DocumentedOperation documented, Operation operation) {
    return documented.fragment().equals(operation.id())
        ? 2
        : documented.fragment().isEmpty() ? 1 : 0;
  }

  private static Fit fit(Known known, Target target) {
    String path = Target.unnamed(target.path());
    String relative = target.relative() == null ? null : Target.unnamed(target.relative());
    List<String> paths = known.paths().toList();
    if (paths.contains(path)) {
      List<Server> servers = known.operation().servers();
      boolean there =
          target.origin().isEmpty()
              || servers.isEmpty()
              || servers.stream()
                  .anyMatch(
                      each ->
                          !each.known()
                              || each.origin().isEmpty()
                              || each.origin().equals(target.origin()));
      return there ? Fit.FULL : Fit.PATH;
    }
    if (known.path().equals(relative)) {
      return Fit.RELATIVE;
    }
    String loose = loose(path);
    boolean close =
        paths.stream().anyMatch(each -> loose(each).equals(loose))
            || (relative != null && loose(known.path()).equals(loose(relative)));
    return close ? Fit.LOOSE : Fit.NONE;
  }

  private static String loose(String path) {
    return path.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
  }

  private void addAddress(Operation operation, Candidate found) {
    DocumentedOperation documented = found.known().operation();
    switch (found.fit()) {
      case FULL, NONE -> {}
      case PATH, RELATIVE -> {
        List<Server> servers = documented.servers();
        // The server is known to both, and to each it is another one.
        if ((descriptor.server().isEmpty() && found.target().origin().isEmpty())
            || servers.isEmpty()
            || !servers.stream().allMatch(Server::known)) {
          return;
        }
        boolean below = found.target().relative() != null;
        String there = servers.stream().map(Server::url).distinct().collect(joining(", "));
        findings.add(
            Rule.DRIFT_ADDRESS,
            below ? descriptor.origin() : operation.origin(),
            below ? descriptor.name() : operation.method(),
            below ? descriptor.server() : found.target().origin(),
            findings.name(),
            there,
            findings.placeOfServers(documented));
      }
      case LOOSE -> {
        String here = Objects.requireNonNullElse(found.target().relative(), found.target().path());
        findings.add(
            Rule.DRIFT_ADDRESS,
            operation.origin(),
            operation.method(),
            here,
            findings.name(),
            documented.path(),
            findings.place(documented.node()));
      }
    }
  }

  private void addMissing(Operation operation, String method, Target target) {
    String path = Objects.requireNonNullElse(target.relative(), target.path());
    List<Known> others =
        known.stream()
            .filter(each -> !each.operation().method().equals(method))
            .filter(each -> fit(each, target).compareTo(Fit.RELATIVE) >= 0)
            .toList();
    String meant =
        others.isEmpty()
            ? nearest(method, Target.unnamed(path))
            : "There it has "
                + others.stream()
                    .map(each -> each.operation().method())
                    .distinct()
                    .collect(joining(", "));
    findings.add(
        Rule.DRIFT_OPERATION,
        operation.origin(),
        operation.method(),
        method + " " + path,
        findings.name(),
        meant.isEmpty() ? "" : " " + meant);
  }

  private String nearest(String method, String path) {
    int farthest = Math.max(2, path.length() / 4);
    return known.stream()
        .filter(each -> each.operation().method().equals(method))
        .filter(each -> Math.abs(each.path().length() - path.length()) <= farthest)
        .filter(each -> Suggestion.distance(path, each.path()) <= farthest)
        .min(Comparator.comparingInt(each -> Suggestion.distance(path, each.path())))
        .map(each -> "Did you mean " + method + " " + each.operation().path() + "?")
        .orElse("");
  }
}
