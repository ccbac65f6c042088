package io.grantwright.processor.check;

import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Authorizing;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rules of how a descriptor says that its provider differs from the standards. */
final class DeviationRules {
  private DeviationRules() {}

  static List<Problem> check(Descriptor descriptor) {
    List<Problem> problems = new ArrayList<>();
    Set<Role> played = new TreeSet<>();
    descriptor.operations().stream()
        .filter(operation -> operation.role() != null)
        .forEach(operation -> played.add(operation.role()));
    List<Deviation.Renamed> renamed = new ArrayList<>();
    for (Deviation deviation : descriptor.deviations()) {
      checkRoles(deviation, played, descriptor, problems);
      checkContent(deviation, problems);
      if (deviation instanceof Deviation.Renamed name) {
        checkTwice(name, renamed, problems);
        renamed.add(name);
      }
    }
    checkAuthorizing(descriptor.authorizing(), problems);
    return problems;
  }

  private static void checkRoles(
      Deviation deviation, Set<Role> played, Descriptor descriptor, List<Problem> problems) {
    for (Role role : deviation.at()) {
      boolean plays = played.stream().anyMatch(each -> Deviation.holdsAt(List.of(role), each));
      if (!plays) {
        problems.add(
            Problem.of(
                Rule.DEVIATION_WITHOUT_ROLE,
                deviation.origin(),
                "@" + deviation.getClass().getSimpleName(),
                role.name(),
                descriptor.type().simpleName()));
      }
    }
  }

  private static void checkContent(Deviation deviation, List<Problem> problems) {
    if (deviation instanceof Deviation.Renamed renamed) {
      checkNames(List.of(renamed.name()), renamed.origin(), problems);
      checkNames(List.of(renamed.to()), renamed.toOrigin(), problems);
      checkSaid(!renamed.in().isEmpty(), deviation, problems);
    } else if (deviation instanceof Deviation.Omitted omitted) {
      checkList(omitted.names(), deviation, problems);
    } else if (deviation instanceof Deviation.Wrapped wrapped) {
      checkNames(List.of(wrapped.member().split("\\.", -1)), wrapped.origin(), problems);
    } else if (deviation instanceof Deviation.Textual textual) {
      checkList(textual.members(), deviation, problems);
    } else if (deviation instanceof Deviation.TokenTypes types) {
      checkSaid(types.missing() || !types.bearer().isEmpty(), deviation, problems);
    } else if (deviation instanceof Deviation.Lifetime lifetime) {
      checkTime("missing", lifetime.missing(), lifetime.missingOrigin(), problems);
      checkTime("refreshWindow", lifetime.refreshWindow(), lifetime.windowOrigin(), problems);
      boolean times = lifetime.missing() != 0 || lifetime.refreshWindow() != 0;
      checkSaid(times || lifetime.unit() != Unit.SECONDS, deviation, problems);
    } else if (deviation instanceof Deviation.Scopes scopes) {
      checkNotEmpty(scopes.request(), scopes.requestOrigin(), problems);
      checkNotEmpty(scopes.answer(), scopes.answerOrigin(), problems);
    } else if (deviation instanceof Deviation.AnsweredAs answered) {
      checkList(answered.types(), deviation, problems);
    } else if (deviation instanceof Deviation.ErrorCode code) {
      checkSaid(!code.value().isEmpty() || !code.status().isEmpty(), deviation, problems);
      if (!code.status().isEmpty() && !WireSyntax.isStatus(code.status())) {
        problems.add(Problem.of(Rule.STATUS_SYNTAX, code.statusOrigin(), code.status()));
      }
    }
  }

  private static void checkTwice(
      Deviation.Renamed renamed, List<Deviation.Renamed> before, List<Problem> problems) {
    for (Deviation.Renamed other : before) {
      Set<Message> shared = new TreeSet<>(renamed.in());
      shared.retainAll(other.in());
      boolean roles =
          renamed.at().isEmpty()
              || other.at().isEmpty()
              || !Collections.disjoint(renamed.at(), other.at());
      if (other.name().equals(renamed.name()) && !shared.isEmpty() && roles) {
        problems.add(
            Problem.of(
                Rule.RENAMED_TWICE, renamed.toOrigin(), renamed.name(), other.to(), renamed.to()));
      }
    }
  }

  private static void checkAuthorizing(Authorizing authorizing, List<Problem> problems) {
    List<String> parameters = authorizing.offlineParameters();
    Origin origin = authorizing.offlineOrigin();
    if (parameters != null && origin != null) {
      if (parameters.isEmpty() && authorizing.offlineScope().isEmpty()) {
        problems.add(Problem.of(Rule.DEVIATION_SAYS_NOTHING, origin, "@OfflineAccess"));
      }
      for (String parameter : parameters) {
        if (parameter.indexOf('=') < 1) {
          problems.add(Problem.of(Rule.OFFLINE_PARAMETER, origin, parameter));
        }
      }
    }
    checkComputed(authorizing.callbackCheck(), problems);
    checkComputed(authorizing.secretMint(), problems);
  }

  private static void checkComputed(
      Authorizing.@Nullable Computed computed, List<Problem> problems) {
    if (computed != null && !computed.usable()) {
      problems.add(
          Problem.of(
              Rule.COMPUTED, computed.origin(), computed.type().simpleName(), computed.contract()));
    }
  }

  private static void checkList(List<String> names, Deviation deviation, List<Problem> problems) {
    checkSaid(!names.isEmpty(), deviation, problems);
    checkNames(names, deviation.origin(), problems);
  }

  private static void checkNames(List<String> names, Origin origin, List<Problem> problems) {
    names.forEach(name -> WireSyntax.name(name, false, origin).ifPresent(problems::add));
  }

  private static void checkSaid(boolean said, Deviation deviation, List<Problem> problems) {
    if (!said) {
      problems.add(
          Problem.of(
              Rule.DEVIATION_SAYS_NOTHING,
              deviation.origin(),
              "@" + deviation.getClass().getSimpleName()));
    }
  }

  private static void checkTime(String name, long time, Origin origin, List<Problem> problems) {
    if (time < 0) {
      problems.add(Problem.of(Rule.LIFETIME, origin, name, Long.toString(time)));
    }
  }

  private static void checkNotEmpty(String separator, Origin origin, List<Problem> problems) {
    if (separator.isEmpty()) {
      problems.add(Problem.of(Rule.SCOPE_SEPARATOR, origin));
    }
  }
}
