package io.grantwright.processor.drift;

import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.PathTemplate;
import io.grantwright.processor.model.PathVariable;
import io.grantwright.processor.openapi.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation calls, as one of the ways to write it: a path variable is a hole, or what it
 * is by default.
 *
 * @param origin such as {@code https://api.example.com}; empty if the application gives it
 * @param path from the root of the origin, or of the server if the application gives that
 * @param relative below the server; null if the operation does not lie there
 */
record Target(String origin, String path, @Nullable String relative) {
  private static final Pattern HOLE = Pattern.compile("\\{[^{}]*}");

  /** Empty if the address is not known before the client runs. */
  static List<Target> of(Operation operation, Descriptor descriptor) {
    Optional<String> template = template(operation, descriptor);
    if (template.isEmpty()) {
      return List.of();
    }
    List<String> texts = List.of(template.get().split("\\?", 2)[0]);
    for (PathVariable variable : descriptor.pathVariables()) {
      String hole = "{" + variable.name() + "}";
      List<String> filled = new ArrayList<>(texts);
      texts.stream()
          .filter(text -> text.contains(hole))
          .forEach(text -> filled.add(text.replace(hole, variable.value())));
      texts = filled;
    }
    return texts.stream().map(text -> of(text, operation, descriptor)).toList();
  }

  private static Optional<String> template(Operation operation, Descriptor descriptor) {
    Role role = operation.role();
    return (role == null ? Optional.of(operation.path()) : descriptor.address(role))
        .map(PathTemplate::text);
  }

  private static Target of(String text, Operation operation, Descriptor descriptor) {
    if (text.matches("https?://.*")) {
      Server whole = Server.of(text);
      return new Target(whole.origin(), text.substring(whole.origin().length()), null);
    }
    Server server = Server.of(descriptor.server());
    String path = text.startsWith("/") ? text : "/" + text;
    return operation.atRoot()
        ? new Target(server.origin(), path, null)
        : new Target(server.origin(), server.path() + path, path);
  }

  /** The names in the holes of a path, in their order. */
  static List<String> holes(String path) {
    return HOLE.matcher(path).results().map(each -> inner(each.group())).toList();
  }

  private static String inner(String hole) {
    return hole.substring(1, hole.length() - 1);
  }

  /** A path whose holes have no names: these are nobody's concern. */
  static String unnamed(String path) {
    Matcher holes = HOLE.matcher(path);
    return holes.replaceAll("{}");
  }
}
