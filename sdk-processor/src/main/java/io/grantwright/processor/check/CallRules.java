package io.grantwright.processor.check;

import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Constant.Place;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.ClientAuth;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Retry;
import io.grantwright.processor.model.Safety;
import io.grantwright.processor.model.Timeouts;
import io.grantwright.processor.model.Verb;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules of how an operation is called: authentication, roles, links, time and repetition. */
final class CallRules {
  private CallRules() {}

  static List<Problem> check(Descriptor descriptor, Operation operation) {
    List<Problem> problems = new ArrayList<>();
    checkAuthentication(operation, problems);
    checkRole(descriptor, operation, problems);
    checkLink(operation, problems);
    checkTimes(operation, problems);
    if (operation.safety() instanceof Safety.IdempotentWhen when) {
      checkConditions(operation, when, problems);
    }
    return problems;
  }

  private static void checkAuthentication(Operation operation, List<Problem> problems) {
    ClientAuth auth = operation.clientAuth();
    checkAuthorization(operation, problems);
    if (auth == null) {
      return;
    }
    Set<Mechanism> mechanisms = new LinkedHashSet<>(auth.mechanisms());
    if (mechanisms.isEmpty()) {
      problems.add(Problem.of(Rule.CLIENT_AUTH_EMPTY, auth.origin()));
    } else if (auth.secretRequired() && mechanisms.equals(Set.of(Mechanism.NONE))) {
      problems.add(Problem.of(Rule.SECRET_OF_NONE, auth.origin()));
    }
    boolean bytes =
        operation.bodyFormat() == BodyFormat.BYTES
            || operation.bodyFormat() == BodyFormat.MULTIPART;
    if (bytes && !mechanisms.isEmpty() && !mechanisms.equals(Set.of(Mechanism.BASIC))) {
      problems.add(Problem.of(Rule.CLIENT_AUTH_BODY, auth.origin(), operation.method()));
    }
    if (operation.bearer() != null && mechanisms.contains(Mechanism.BASIC)) {
      problems.add(
          Problem.of(
              Rule.TWO_AUTHORIZATIONS, auth.origin(), operation.method(), "@Bearer", "BASIC"));
    }
  }

  /** What the client itself puts into the header goes before what anybody else gives. */
  private static void checkAuthorization(Operation operation, List<Problem> problems) {
    ClientAuth auth = operation.clientAuth();
    boolean basic = auth != null && auth.mechanisms().contains(Mechanism.BASIC);
    if (operation.bearer() == null && !basic) {
      return;
    }
    String by = operation.bearer() == null ? "BASIC" : "@Bearer";
    if (operation.idempotencyKey().equalsIgnoreCase("Authorization")) {
      problems.add(
          Problem.of(
              Rule.TWO_AUTHORIZATIONS,
              operation.origin(),
              operation.method(),
              by,
              "@IdempotencyKey"));
    }
    for (Sent sent : Sent.by(operation)) {
      if (sent.place() == Place.HEADER && sent.name().equalsIgnoreCase("Authorization")) {
        problems.add(
            Problem.of(Rule.TWO_AUTHORIZATIONS, sent.origin(), operation.method(), by, sent.by()));
      }
    }
    for (Constant constant : operation.constants()) {
      if (constant.place() == Place.HEADER && constant.name().equalsIgnoreCase("Authorization")) {
        problems.add(
            Problem.of(
                Rule.TWO_AUTHORIZATIONS, constant.origin(), operation.method(), by, "@Constant"));
      }
    }
  }

  private static void checkRole(
      Descriptor descriptor, Operation operation, List<Problem> problems) {
    Role role = operation.role();
    if (role != null
        && operation.path().text().isEmpty()
        && !descriptor.discovered()
        && descriptor.addresses().stream()
            .noneMatch(address -> Deviation.holdsAt(List.of(address.role()), role))) {
      problems.add(
          Problem.of(
              Rule.ROLE_WITHOUT_ADDRESS,
              operation.origin(),
              operation.method(),
              role.name(),
              descriptor.type().simpleName(),
              role.name()));
    }
  }

  private static void checkLink(Operation operation, List<Problem> problems) {
    if (!(operation.result() instanceof Result.Link)) {
      return;
    }
    if (operation.verb() != Verb.GET) {
      problems.add(
          Problem.of(
              Rule.LINK,
              operation.origin(),
              operation.method(),
              "is called with " + operation.verb()));
    } else if (operation.bodyFormat() != BodyFormat.NONE) {
      problems.add(Problem.of(Rule.LINK, operation.origin(), operation.method(), "has a body"));
    }
    for (Sent sent : Sent.by(operation)) {
      if (sent.place() == Place.HEADER) {
        String header = "has the header " + sent.name();
        problems.add(Problem.of(Rule.LINK, sent.origin(), operation.method(), header));
      }
    }
  }

  private static void checkTimes(Operation operation, List<Problem> problems) {
    Timeouts timeouts = operation.timeouts();
    if (timeouts != null) {
      long attempt = timeouts.attemptMillis();
      long total = timeouts.totalMillis();
      if (attempt < 0 || (total > 0 && attempt > total)) {
        problems.add(time(Rule.TIMEOUTS, timeouts.origins(), "attemptMillis", attempt));
      }
      if (total < 0) {
        problems.add(time(Rule.TIMEOUTS, timeouts.origins(), "totalMillis", total));
      }
    }
    Retry retry = operation.retry();
    if (retry != null) {
      Map<String, Long> times = new TreeMap<>();
      times.put("initialIntervalMillis", retry.initialIntervalMillis());
      times.put("maxIntervalMillis", retry.maxIntervalMillis());
      times.put("maxElapsedMillis", retry.maxElapsedMillis());
      times.forEach(
          (name, millis) -> {
            if (millis <= 0) {
              problems.add(time(Rule.RETRY, retry.origins(), name, millis));
            }
          });
      if (retry.maxIntervalMillis() > 0
          && retry.maxIntervalMillis() < retry.initialIntervalMillis()) {
        problems.add(
            time(Rule.RETRY, retry.origins(), "maxIntervalMillis", retry.maxIntervalMillis()));
      }
      if (!(retry.exponent() >= 1) || Double.isInfinite(retry.exponent())) {
        problems.add(time(Rule.RETRY, retry.origins(), "exponent", retry.exponent()));
      }
    }
  }

  private static Problem time(Rule rule, Map<String, Origin> origins, String name, Number value) {
    Origin origin = Objects.requireNonNull(origins.get(name));
    return Problem.of(rule, origin, name, value.toString());
  }

  private static void checkConditions(
      Operation operation, Safety.IdempotentWhen when, List<Problem> problems) {
    Set<String> fields = new TreeSet<>();
    Sent.by(operation).stream()
        .filter(sent -> sent.place() == Place.FIELD)
        .forEach(sent -> fields.add(sent.name()));
    operation.constants().stream()
        .filter(constant -> constant.place() == Place.FIELD)
        .forEach(constant -> fields.add(constant.name()));
    for (String condition : when.conditions()) {
      int equals = condition.indexOf('=');
      String name = equals < 0 ? condition : condition.substring(0, equals);
      if (equals < 0 || !fields.contains(name)) {
        String meant = Suggestion.of(name, fields, "%s");
        problems.add(
            Problem.of(
                Rule.IDEMPOTENT_FIELD,
                when.origin(),
                condition,
                meant.isEmpty() ? "" : " " + meant));
      }
    }
  }
}
