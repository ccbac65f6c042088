package io.grantwright.processor.check;

import io.grantwright.processor.model.Address;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.PathVariable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules of a descriptor as a whole. */
final class DescriptorRules {
  /** What the generated client declares beside the endpoints. */
  private static final Set<String> OF_CLIENT =
      Set.of(
          "async()",
          "builder()",
          "clone()",
          "close()",
          "deviations()",
          "equals(java.lang.Object)",
          "finalize()",
          "hashCode()",
          "raw()",
          "toString()",
          "with(io.grantwright.runtime.call.CallOptions)");

  /** The settings of every client with one text, and the words that are no names in Java. */
  private static final Set<String> NO_SETTING =
      Set.of(
          ("serverUrl trustedOrigin abstract assert boolean break byte case catch char class const continue"
                  + " default do double else enum extends false final finally float for goto if"
                  + " implements import instanceof int interface long native new null package"
                  + " private protected public return short static strictfp super switch"
                  + " synchronized this throw throws transient true try void volatile while _")
              .split(" "));

  private static final int LAST_PORT = 65_535;

  private DescriptorRules() {}

  static List<Problem> check(Descriptor descriptor) {
    List<Problem> problems = new ArrayList<>();
    checkServer(descriptor, problems);
    Capacity.check(descriptor).ifPresent(problems::add);
    UnnamedPackage.check(descriptor.type(), descriptor.origin()).ifPresent(problems::add);
    Set<String> variables = new LinkedHashSet<>();
    for (PathVariable variable : descriptor.pathVariables()) {
      WireSyntax.name(variable.name(), false, variable.origin()).ifPresent(problems::add);
      if (!isSetting(variable.name())) {
        problems.add(Problem.of(Rule.PATH_VARIABLE_NAME, variable.origin(), variable.name()));
      }
      if (!variables.add(variable.name())) {
        problems.add(Problem.of(Rule.PATH_VARIABLE_TWICE, variable.origin(), variable.name()));
      }
    }
    for (Address address : descriptor.addresses()) {
      PathRules.checkSyntax(address.template()).ifPresent(problems::add);
      for (String hole : address.template().holes()) {
        if (address.template().balanced() && !variables.contains(hole)) {
          problems.add(PathRules.unbound(hole, address.template(), variables));
        }
      }
    }
    Map<String, Operation> keys = new TreeMap<>();
    for (Operation operation : descriptor.operations()) {
      if (OF_CLIENT.contains(operation.signature())) {
        problems.add(Problem.of(Rule.METHOD_OF_CLIENT, operation.origin(), operation.signature()));
      }
      Operation other = keys.putIfAbsent(operation.constant(), operation);
      if (other != null) {
        problems.add(
            Problem.of(
                Rule.OVERLOADED,
                operation.origin(),
                operation.method(),
                other.method(),
                operation.constant()));
      }
    }
    return problems;
  }

  private static boolean isSetting(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart)
        && !NO_SETTING.contains(name);
  }

  private static void checkServer(Descriptor descriptor, List<Problem> problems) {
    String server = descriptor.server();
    if (server.isEmpty()) {
      return;
    }
    URI url = parse(server);
    String scheme = url == null ? null : url.getScheme();
    String host = url == null ? null : url.getHost();
    boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    if (url == null
        || !web
        || host == null
        || url.getPort() == 0
        || url.getPort() > LAST_PORT
        || url.getRawQuery() != null
        || url.getRawFragment() != null
        || url.getRawUserInfo() != null) {
      problems.add(Problem.of(Rule.SERVER_RELATIVE, descriptor.origin(), server));
    } else if ("http".equalsIgnoreCase(scheme) && !isLoopback(host)) {
      problems.add(Problem.of(Rule.SERVER_PLAIN, descriptor.origin(), server));
    }
  }

  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }

  private static @Nullable URI parse(String server) {
    try {
      return new URI(server);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
