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
import org.jspecify.annotations.Nullable;

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

  /**
   * An operation of the document with its paths, whose holes have no names.
   *
   * @param path as the document has it
   * @param paths from the root of each server
   */
  private record Known(DocumentedOperation operation, Path path, List<Path> paths) {
    static Known of(DocumentedOperation operation) {
      String written = operation.path().split("\\?", 2)[0];
      Path path = Path.of(written.startsWith("/") ? written : "/" + written);
      return new Known(
          operation,
          path,
          operation.servers().isEmpty()
              ? List.of(path)
              : operation.servers().stream()
                  .map(server -> Path.of(server.path() + path.exact()))
                  .toList());
    }
  }

  /** A path whose holes have no names. */
  private record Path(String exact, String loose) {
    static Path of(String written) {
      String exact = Target.unnamed(written);
      return new Path(exact, exact.toLowerCase(Locale.ROOT).replaceFirst("/+$", ""));
    }
  }

  /** A target with its paths, whose holes have no names. */
  private record Aim(Target target, Path path, @Nullable Path relative) {
    static Aim of(Target target) {
      String relative = target.relative();
      return new Aim(target, Path.of(target.path()), relative == null ? null : Path.of(relative));
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
    List<Aim> aims = targets.stream().map(Aim::of).toList();
    List<Candidate> candidates = new ArrayList<>();
    for (Known each : known) {
      if (each.operation().method().equals(method)) {
        for (Aim aim : aims) {
          Fit fit = fit(each, aim);
          if (fit != Fit.NONE) {
            candidates.add(new Candidate(each, aim.target(), fit));
          }
        }
      }
    }
    Optional<Candidate> best =
        candidates.stream()
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

  private static Fit fit(Known known, Aim aim) {
    if (known.paths().stream().anyMatch(each -> each.exact().equals(aim.path().exact()))) {
      return isThere(known.operation().servers(), aim.target().origin()) ? Fit.FULL : Fit.PATH;
    }
    Path relative = aim.relative();
    if (relative != null && relative.exact().equals(known.path().exact())) {
      return Fit.RELATIVE;
    }
    boolean close =
        known.paths().stream().anyMatch(each -> each.loose().equals(aim.path().loose()))
            || (relative != null && relative.loose().equals(known.path().loose()));
    return close ? Fit.LOOSE : Fit.NONE;
  }

  /** Whether one of the servers may be at that origin. */
  private static boolean isThere(List<Server> servers, String origin) {
    return origin.isEmpty()
        || servers.isEmpty()
        || servers.stream()
            .anyMatch(
                each -> !each.known() || each.origin().isEmpty() || each.origin().equals(origin));
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
    Aim aim = Aim.of(target);
    List<Known> others =
        known.stream()
            .filter(each -> !each.operation().method().equals(method))
            .filter(each -> fit(each, aim).compareTo(Fit.RELATIVE) >= 0)
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
        .filter(each -> Math.abs(each.path().exact().length() - path.length()) <= farthest)
        .filter(each -> Suggestion.distance(path, each.path().exact()) <= farthest)
        .min(Comparator.comparingInt(each -> Suggestion.distance(path, each.path().exact())))
        .map(each -> "Did you mean " + method + " " + each.operation().path() + "?")
        .orElse("");
  }
}
