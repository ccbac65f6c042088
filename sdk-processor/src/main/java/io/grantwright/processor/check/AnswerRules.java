package io.grantwright.processor.check;

import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules of results, failures and the statuses that they stand for. */
final class AnswerRules {
  private AnswerRules() {}

  static List<Problem> check(Operation operation) {
    List<Problem> problems = new ArrayList<>();
    Map<Integer, String> bound = new TreeMap<>();
    Result result =
        operation.result() instanceof Result.Paged paged ? paged.page() : operation.result();
    if (operation.result() instanceof Result.Paged paged) {
      problems.addAll(TypeRules.check(operation.method(), paged.item(), operation.origin()));
    }
    if (result instanceof Result.Unsupported unsupported) {
      problems.add(
          Problem.of(
              Rule.UNSUPPORTED_RESULT,
              operation.origin(),
              operation.method(),
              unsupported.written(),
              unsupported.instead()));
    } else if (result instanceof Result.Json json) {
      problems.addAll(TypeRules.check(operation.method(), json.type(), operation.origin()));
      problems.addAll(TypeRules.checkOwned(operation.method(), json.type(), operation.origin()));
      json.statuses().forEach(status -> bound.put(status, operation.method()));
    } else if (result instanceof Result.Events events) {
      problems.addAll(TypeRules.check(operation.method(), events.data(), operation.origin()));
      problems.addAll(TypeRules.checkOwned(operation.method(), events.data(), operation.origin()));
    } else if (result instanceof Result.Statuses statuses) {
      for (Result.Member member : statuses.members()) {
        checkMember(member, bound, problems);
      }
    }
    for (Failure failure : operation.failures()) {
      checkFailure(failure, bound, problems);
    }
    checkTwice(operation, problems);
    return problems;
  }

  private static void checkMember(
      Result.Member member, Map<Integer, String> bound, List<Problem> problems) {
    String name = member.type().simpleName();
    if (!member.modelled()) {
      problems.add(Problem.of(Rule.NO_COMPANION, member.origin(), name));
    }
    // Of an annotation that names none, the record itself says so.
    if (!member.annotated()) {
      problems.add(Problem.of(Rule.STATUS_MISSING, member.origin(), name));
    }
    for (int status : member.statuses()) {
      String other = bound.putIfAbsent(status, name);
      if (other != null) {
        problems.add(
            Problem.of(Rule.STATUS_TWICE, member.origin(), Integer.toString(status), other, name));
      }
    }
  }

  /**
   * The method's own failures go before those of its type; within one annotation's reach, two
   * cannot.
   */
  private static void checkTwice(Operation operation, List<Problem> problems) {
    Map<String, Failure> taken = new TreeMap<>();
    for (Failure failure : operation.failures()) {
      for (String status : failure.statuses()) {
        Failure other = taken.putIfAbsent(status + " " + failure.contentType(), failure);
        if (other != null && other.origin().element().equals(failure.origin().element())) {
          problems.add(
              Problem.of(
                  Rule.FAILS_TWICE,
                  failure.statusOrigin(),
                  status,
                  other.as().simpleName(),
                  failure.as().simpleName()));
        }
      }
    }
  }

  private static void checkFailure(
      Failure failure, Map<Integer, String> bound, List<Problem> problems) {
    String name = failure.as().simpleName();
    if (failure.kind() == Failure.Kind.NO_FAILURE || failure.kind() == Failure.Kind.NO_MODEL) {
      problems.add(Problem.of(Rule.NO_FAILURE, failure.origin(), name));
    }
    for (String status : failure.statuses()) {
      if (!WireSyntax.isStatus(status)) {
        problems.add(Problem.of(Rule.STATUS_SYNTAX, failure.statusOrigin(), status));
      }
      bound.forEach(
          (known, result) -> {
            if (Integer.toString(known).equals(status)) {
              problems.add(
                  Problem.of(Rule.STATUS_FAILS, failure.statusOrigin(), status, result, name));
            }
          });
    }
    if (!failure.contentType().isEmpty() && !WireSyntax.isMediaType(failure.contentType())) {
      problems.add(Problem.of(Rule.MEDIA_TYPE, failure.statusOrigin(), failure.contentType()));
    }
    if (failure.statuses().isEmpty()) {
      problems.add(Problem.of(Rule.STATUS_SYNTAX, failure.statusOrigin(), ""));
    }
  }
}
