package io.grantwright.processor.check;

import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.PathTemplate;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of paths and what fills them. */
final class PathRules {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
  private static final Pattern HOLE = Pattern.compile("\\{[^{}]*}");

  /** Such segments mean the same with their dots escaped (RFC 3986 §2.3). */
  private static final Pattern DOTS = Pattern.compile("(^|/)(\\.|%2[Ee]){1,2}(/|\\?|$)");

  /** All but the characters of paths and queries, and escapes (RFC 3986 §3.3 and §3.4). */
  private static final Pattern UNSAFE =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]");

  private PathRules() {}

  static List<Problem> check(Descriptor descriptor, Operation operation) {
    PathTemplate path = operation.path();
    Optional<Problem> syntax = checkSyntax(path);
    if (syntax.isPresent()) {
      return List.of(syntax.get());
    }
    List<Problem> problems = new ArrayList<>();
    unwanted(path.text())
        .ifPresent(
            why -> problems.add(Problem.of(Rule.PATH_CONTENT, path.origin(), path.text(), why)));
    Set<String> holes = new LinkedHashSet<>(path.holes());
    Set<String> filled = new LinkedHashSet<>();
    for (Filler filler : fillers(operation)) {
      if (!holes.contains(filler.hole())) {
        problems.add(withoutHole(filler, path, holes));
      } else if (!filled.add(filler.hole())) {
        problems.add(Problem.of(Rule.PATH_TWICE, filler.origin(), filler.hole()));
      }
      if (filler.presence() != Presence.REQUIRED || !isSegment(filler.type())) {
        problems.add(Problem.of(Rule.PATH_OPTIONAL, filler.origin(), filler.hole()));
      }
    }
    Set<String> variables = new LinkedHashSet<>();
    descriptor.pathVariables().forEach(variable -> variables.add(variable.name()));
    for (String hole : holes) {
      if (!filled.contains(hole) && !variables.contains(hole)) {
        problems.add(unbound(hole, path, variables));
      }
    }
    return problems;
  }

  /** What a path has that would not arrive as it is written. */
  private static Optional<String> unwanted(String path) {
    int question = path.indexOf('?');
    String query = question < 0 ? "" : path.substring(question);
    if (SCHEME.matcher(path).lookingAt()) {
      return Optional.of("it is a URL, and the server is in @SdkClient");
    }
    if (path.indexOf('#') >= 0) {
      return Optional.of("it has a fragment, which is never sent");
    }
    if (query.indexOf('{') >= 0) {
      return Optional.of("its query has a part that varies, which is a @Query");
    }
    String fixed = HOLE.matcher(path).replaceAll("x");
    Matcher unsafe = UNSAFE.matcher(fixed);
    if (unsafe.find()) {
      return Optional.of(
          unsafe.group().equals("%")
              ? "a % begins an escape of two digits"
              : "it has a character that must be percent-encoded");
    }
    return DOTS.matcher(fixed).find()
        ? Optional.of("its segment of dots would lead elsewhere")
        : Optional.empty();
  }

  static Optional<Problem> checkSyntax(PathTemplate path) {
    return path.balanced()
        ? Optional.empty()
        : Optional.of(Problem.of(Rule.PATH_SYNTAX, path.origin(), path.text()));
  }

  static Problem unbound(String hole, PathTemplate path, Set<String> variables) {
    String meant = Suggestion.of(hole, variables, "{%s}");
    return Problem.of(
        Rule.PATH_UNBOUND,
        path.origin(),
        hole,
        path.text(),
        hole,
        meant.isEmpty() ? "" : " " + meant);
  }

  /** Something that fills a hole: a parameter, or a component of a group. */
  private record Filler(String hole, Presence presence, ValueType type, Origin origin) {}

  private static List<Filler> fillers(Operation operation) {
    List<Filler> fillers = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.placement() instanceof Placement.Path path) {
        fillers.add(
            new Filler(path.hole(), parameter.presence(), parameter.type(), parameter.origin()));
      } else if (parameter.placement() instanceof Placement.Group group) {
        for (Component component : group.model().components()) {
          if (component.place() == Component.Place.PATH) {
            fillers.add(
                new Filler(
                    component.wireName(),
                    component.presence(),
                    component.type(),
                    parameter.origin()));
          }
        }
      }
    }
    return fillers;
  }

  private static Problem withoutHole(Filler filler, PathTemplate path, Set<String> holes) {
    String meant = Suggestion.of(filler.hole(), holes, "{%s}");
    String known =
        holes.isEmpty()
            ? "The path has no variables"
            : "Path variables: {" + String.join("}, {", holes) + "}";
    return Problem.of(
        Rule.PATH_WITHOUT_HOLE,
        filler.origin(),
        filler.hole(),
        filler.hole(),
        path.text(),
        meant.isEmpty() ? known : meant + " " + known);
  }

  private static boolean isSegment(ValueType type) {
    return type instanceof ValueType.Unsupported
        || type instanceof ValueType.Foreign
        || (TypeRules.jsonOnly(type).isEmpty() && !(type instanceof ValueType.UnknownMembers));
  }
}
