package io.grantwright.processor.check;

import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Issuer;
import io.grantwright.processor.model.PathTemplate;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of what a descriptor says that its provider calls itself. */
final class IssuerRules {
  private IssuerRules() {}

  static List<Problem> check(Descriptor descriptor) {
    Issuer issuer = descriptor.issuer();
    if (issuer == null) {
      return List.of();
    }
    PathTemplate template = issuer.template();
    Optional<Problem> syntax = PathRules.checkSyntax(template);
    if (syntax.isPresent()) {
      return List.of(syntax.get());
    }
    List<Problem> problems = new ArrayList<>();
    checkText(issuer, problems);
    Set<String> variables = new LinkedHashSet<>();
    descriptor.pathVariables().forEach(variable -> variables.add(variable.name()));
    for (String hole : template.holes()) {
      if (!variables.contains(hole)) {
        problems.add(PathRules.unbound(hole, template, variables));
      }
    }
    checkUse(descriptor, issuer, problems);
    return problems;
  }

  private static void checkText(Issuer issuer, List<Problem> problems) {
    String text = issuer.template().text();
    String fixed = issuer.template().filled("x");
    boolean path = fixed.isEmpty() || (fixed.startsWith("/") && !fixed.startsWith("//"));
    if (!issuer.absolute() && !path) {
      add("it is neither an absolute URL nor a path that begins with a slash", issuer, problems);
      return;
    }
    if (issuer.absolute() && issuer.atRoot()) {
      add("it is absolute, and atRoot is for what is not", issuer, problems);
      return;
    }
    URI url;
    try {
      url = new URI(path ? "https://server" + fixed : fixed);
    } catch (URISyntaxException e) {
      add("it has what no URL has", issuer, problems);
      return;
    }
    if (url.getHost() == null) {
      add("it has no host", issuer, problems);
    } else if (url.getRawUserInfo() != null) {
      add("it has a user name", issuer, problems);
    } else if (url.getRawQuery() != null) {
      add("it has a query", issuer, problems);
    } else if (url.getRawFragment() != null) {
      add("it has a fragment", issuer, problems);
    } else if (url.getScheme().equals("http") && !DescriptorRules.isLoopback(url.getHost())) {
      problems.add(Problem.of(Rule.ISSUER_PLAIN, issuer.template().origin(), text));
    }
  }

  private static void add(String why, Issuer issuer, List<Problem> problems) {
    PathTemplate template = issuer.template();
    problems.add(Problem.of(Rule.ISSUER_SYNTAX, template.origin(), template.text(), why));
  }

  /** Callbacks of authorizations name it, and id tokens do. */
  private static void checkUse(Descriptor descriptor, Issuer issuer, List<Problem> problems) {
    String name = descriptor.type().simpleName();
    boolean authorizes = plays(Role.AUTHORIZATION, descriptor);
    if (!authorizes && !plays(Role.JWKS, descriptor)) {
      problems.add(
          Problem.of(
              Rule.ISSUER_UNUSED,
              issuer.origin(),
              "@Issuer",
              name,
              "neither an authorization endpoint nor the keys of id tokens"));
    } else if (!authorizes && issuer.inCallbacks()) {
      problems.add(
          Problem.of(
              Rule.ISSUER_UNUSED,
              issuer.origin(),
              "inCallbacks",
              name,
              "no authorization endpoint"));
    }
  }

  private static boolean plays(Role role, Descriptor descriptor) {
    return descriptor.operations().stream().anyMatch(operation -> operation.role() == role);
  }
}
