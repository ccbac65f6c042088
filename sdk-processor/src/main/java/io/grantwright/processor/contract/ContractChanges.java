package io.grantwright.processor.contract;

import static io.grantwright.processor.contract.Change.Breaks.BINARY;
import static io.grantwright.processor.contract.Change.Breaks.SOURCE;
import static io.grantwright.processor.contract.Change.Breaks.WIRE;

import io.grantwright.processor.contract.Change.Breaks;
import io.grantwright.processor.contract.Change.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What changed from a locked contract to the current one, and whom it breaks.
 *
 * <p>Callers have the client, the builders of what they send if it has one, the constructor if it
 * has none, and the accessors of what they receive. What nobody declared, nobody promised. The
 * rules are those of {@code docs/contracts.md}.
 */
public final class ContractChanges {
  private static final Set<Breaks> NOBODY = Set.of();
  private static final Set<Breaks> CALLERS = Set.of(SOURCE, BINARY);

  private final Contract locked;
  private final Contract current;

  private ContractChanges(Contract locked, Contract current) {
    this.locked = locked;
    this.current = current;
  }

  /** The changes, the worst first. */
  public static List<Change> between(Contract locked, CurrentContract current) {
    return new ContractChanges(locked, current.contract()).changes(current);
  }

  private List<Change> changes(CurrentContract origins) {
    List<Change> changes = new ArrayList<>();
    Set<Subject> subjects = new TreeSet<>(locked.subjects());
    subjects.addAll(current.subjects());
    for (Subject subject : subjects) {
      if (!current.has(subject)) {
        if (isPartOf(subject, current)) {
          removed(subject)
              .map(breaks -> change(breaks, subject, " is gone", origins))
              .ifPresent(changes::add);
        }
      } else if (!locked.has(subject)) {
        if (isPartOf(subject, locked)) {
          added(subject)
              .map(breaks -> change(breaks, subject, " is new" + asWhat(subject), origins))
              .ifPresent(changes::add);
        }
      } else {
        for (Aspect aspect : differing(subject)) {
          changed(subject, aspect, origins).ifPresent(changes::add);
        }
      }
    }
    changes.sort(Change.ORDER);
    return List.copyOf(changes);
  }

  /** What is gone or new with a whole goes without saying. */
  private static boolean isPartOf(Subject subject, Contract contract) {
    return subject.parent().map(contract::has).orElse(true);
  }

  private Set<Aspect> differing(Subject subject) {
    Map<Aspect, String> before = locked.aspects(subject);
    Map<Aspect, String> now = current.aspects(subject);
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    aspects.addAll(before.keySet());
    aspects.addAll(now.keySet());
    aspects.removeIf(aspect -> Objects.equals(before.get(aspect), now.get(aspect)));
    return aspects;
  }

  /** Whom it breaks that something is gone; empty if something else says so. */
  private Optional<Set<Breaks>> removed(Subject subject) {
    return switch (subject.kind()) {
      case CLIENT, OPERATION, VARIABLE, CAPABILITY -> Optional.of(CALLERS);
      case ANSWER -> isReturned(subject) ? Optional.of(CALLERS) : Optional.empty();
      case ADDRESS, CONSTANT, DEVIATION -> Optional.of(Set.of(WIRE));
      case FAILURE -> Optional.of(Set.of(BINARY));
      // The signature has changed with it.
      case PARAMETER -> Optional.empty();
      // What named it has changed.
      case RECORD, ENUM, UNION -> Optional.empty();
      case VARIANT -> Optional.of(isReceived(subject) ? Set.of(SOURCE, BINARY, WIRE) : CALLERS);
      case COMPONENT ->
          Optional.of(
              isSent(subject) && isRequired(subject, locked)
                  ? Set.of(SOURCE, BINARY, WIRE)
                  : CALLERS);
      case ENUM_CONSTANT ->
          Optional.of(isReceived(subject) ? Set.of(SOURCE, BINARY, WIRE) : CALLERS);
    };
  }

  private Optional<Set<Breaks>> added(Subject subject) {
    return switch (subject.kind()) {
      case CLIENT, OPERATION, VARIABLE, CAPABILITY, ADDRESS -> Optional.of(NOBODY);
      case FAILURE -> Optional.of(failedOtherwise(subject) ? Set.of(BINARY) : NOBODY);
      case ANSWER -> isReturned(subject) ? Optional.of(CALLERS) : Optional.empty();
      case CONSTANT -> Optional.of(Set.of(WIRE));
      case DEVIATION ->
          Optional.of(DeviationText.isLenient(subject.name(0)) ? NOBODY : Set.of(WIRE));
      case PARAMETER, RECORD, ENUM, UNION -> Optional.empty();
      // A switch over a sealed interface names each record.
      case VARIANT -> Optional.of(isReceived(subject) ? CALLERS : NOBODY);
      case COMPONENT -> Optional.of(addedComponent(subject));
      // A switch over an enum that may be unknown has a default.
      case ENUM_CONSTANT -> Optional.of(isReceived(subject) && !isOpen(subject) ? CALLERS : NOBODY);
    };
  }

  private Set<Breaks> addedComponent(Subject subject) {
    Set<Breaks> breaks = EnumSet.noneOf(Breaks.class);
    boolean required = isRequired(subject, current);
    if (isReceived(subject) && required) {
      breaks.add(WIRE);
    }
    if (isSent(subject) && (required || isMadeByConstructor(subject))) {
      breaks.addAll(CALLERS);
    }
    return breaks;
  }

  private Optional<Change> changed(Subject subject, Aspect aspect, CurrentContract origins) {
    String before = locked.find(subject, aspect).orElse("");
    String now = current.find(subject, aspect).orElse("");
    if (aspect == Aspect.DOCUMENTATION) {
      String how = before.isEmpty() ? "is new" : now.isEmpty() ? "is gone" : "has changed";
      return Optional.of(
          new Change(
              Level.DOCUMENTATION,
              NOBODY,
              label(subject) + ": documentation " + how,
              origins.origin(subject)));
    }
    String text = ": " + aspect.word() + " was " + shown(before) + " and is " + shown(now);
    return breaks(subject, aspect, before, now)
        .map(breaks -> change(breaks, subject, text, origins));
  }

  /** Whom it breaks; empty if something else says so. */
  private Optional<Set<Breaks>> breaks(Subject subject, Aspect aspect, String before, String now) {
    if (subject.kind() == Kind.PARAMETER) {
      return brokenByParameter(subject, aspect, before, now);
    }
    return switch (aspect) {
      case METHOD, RETURNS -> Optional.of(CALLERS);
      case REQUEST, SERVER, DISCOVERED, VALUE, AUTHORIZING -> Optional.of(Set.of(WIRE));
      // Who names another issuer is refused; who names one where none was known was refused before.
      case ISSUER -> Optional.of(before.isEmpty() ? NOBODY : Set.of(WIRE));
      case ISSUER_IN_CALLBACKS -> Optional.of(now.isEmpty() ? NOBODY : Set.of(WIRE));
      case AS -> Optional.of(Set.of(BINARY));
      case NAME, DEPRECATED, SENSITIVE, TIMEOUTS, RETRY -> Optional.of(NOBODY);
      case DOCUMENTATION -> Optional.of(NOBODY);
      case VISIBILITY -> Optional.of(now.isEmpty() ? NOBODY : CALLERS);
      case AUTHENTICATION ->
          Optional.of(!before.isEmpty() && grows(before, now) ? NOBODY : Set.of(WIRE));
      case BASIC_ENCODING ->
          before.isEmpty() || now.isEmpty() ? Optional.empty() : Optional.of(Set.of(WIRE));
      case SECRET ->
          locked.find(subject, Aspect.AUTHENTICATION).isEmpty()
                  || current.find(subject, Aspect.AUTHENTICATION).isEmpty()
              ? Optional.empty()
              : Optional.of(now.isEmpty() ? NOBODY : Set.of(BINARY));
      case BEARER -> Optional.of(Set.of(before.isEmpty() || now.isEmpty() ? WIRE : BINARY));
      case BODY ->
          Optional.of(
              before.equals("form") && now.equals("form or json")
                  ? NOBODY
                  : before.equals("form or json") && now.equals("form")
                      ? Set.of(BINARY)
                      : Set.of(WIRE));
      case SAFETY -> Optional.of(isNoLessCareful(before, now) ? NOBODY : Set.of(WIRE));
      case STATUSES -> statuses(subject.name(0), before, now);
      // Both follow from the operations and the types of components.
      case USE, OPEN -> Optional.empty();
      case MADE_BY ->
          before.isEmpty() || now.isEmpty()
              ? Optional.empty()
              : Optional.of(now.equals("builder") ? NOBODY : CALLERS);
      case ORDER -> isReordered(subject, before, now) ? Optional.of(CALLERS) : Optional.empty();
      case TYPE ->
          Optional.of(TypeText.sameOnTheWire(before, now) ? CALLERS : Set.of(SOURCE, BINARY, WIRE));
      case PRESENCE ->
          before.equals("collected") || now.equals("collected")
              ? Optional.empty()
              : Optional.of(presence(subject, before, now));
      case WIRE -> Optional.of(isAlias(subject, before) ? NOBODY : Set.of(WIRE));
      case ALIASES ->
          Optional.of(
              before.isEmpty() || !isReceived(subject) || grows(before, now)
                  ? NOBODY
                  : Set.of(WIRE));
    };
  }

  private Optional<Set<Breaks>> brokenByParameter(
      Subject parameter, Aspect aspect, String before, String now) {
    Subject operation = parameter.parent().orElseThrow();
    if (differing(operation).contains(Aspect.METHOD)) {
      return Optional.empty();
    }
    return switch (aspect) {
      case NAME, SENSITIVE -> Optional.of(NOBODY);
      // The signature is the same, so that it is in the type arguments.
      case TYPE -> Optional.of(type(before, now));
      case PRESENCE -> Optional.of(now.equals("nullable") ? NOBODY : Set.of(SOURCE, BINARY));
      default -> Optional.of(Set.of(WIRE));
    };
  }

  private static Set<Breaks> type(String before, String now) {
    return TypeText.sameOnTheWire(before, now) ? CALLERS : Set.of(SOURCE, BINARY, WIRE);
  }

  private Optional<Set<Breaks>> statuses(String operation, String before, String now) {
    if (before.isEmpty() || now.isEmpty()) {
      // What the operation returns has changed.
      return Optional.empty();
    }
    Set<String> left = words(before);
    Set<String> bound = words(now);
    left.removeIf(status -> bound.contains(status) || bound.contains(status.charAt(0) + "XX"));
    Set<Breaks> breaks = EnumSet.noneOf(Breaks.class);
    if (!left.isEmpty()) {
      breaks.add(WIRE);
    }
    bound.removeAll(words(before));
    if (bound.stream().anyMatch(status -> wasFailure(operation, status))) {
      breaks.add(BINARY);
    }
    return Optional.of(breaks);
  }

  /** Whether a status of an operation was that of a declared failure, as one of a range. */
  private boolean wasFailure(String operation, String status) {
    return failures(operation).anyMatch(each -> each.name(1).equals(status.charAt(0) + "XX"));
  }

  private Stream<Subject> failures(String operation) {
    return locked.subjects().stream()
        .filter(each -> each.kind() == Kind.FAILURE && each.name(0).equals(operation));
  }

  private Set<Breaks> presence(Subject subject, String before, String now) {
    Set<Breaks> breaks = EnumSet.noneOf(Breaks.class);
    Set<String> wrapped = Set.of("optional", "maybe");
    boolean sameType = !wrapped.contains(before) && !wrapped.contains(now);
    if (!sameType) {
      breaks.addAll(CALLERS);
    }
    if (isReceived(subject)) {
      if (now.equals("required")) {
        breaks.add(WIRE);
      } else if (sameType) {
        // It may be null now.
        breaks.addAll(CALLERS);
      }
    }
    if (isSent(subject) && sameType && (now.equals("required") || !isMadeByConstructor(subject))) {
      breaks.addAll(CALLERS);
    }
    return breaks;
  }

  /** Whether it was read into another record, as one of a range or of any content type. */
  private boolean failedOtherwise(Subject failure) {
    return failures(failure.name(0))
        .filter(each -> covers(each, failure.name(1), failure.name(2)))
        .anyMatch(each -> !locked.find(each, Aspect.AS).equals(current.find(failure, Aspect.AS)));
  }

  /** Whether a failure that is new is, in part, one that was declared with less precision. */
  private static boolean covers(Subject failure, String status, String contentType) {
    boolean any = failure.name(2).equals("any");
    return failure.name(1).equals(status)
        ? any
        : failure.name(1).equals(status.charAt(0) + "XX")
            && (any || contentType.equals("any") || failure.name(2).equals(contentType));
  }

  /** Whether each of these words is still there. */
  private static boolean grows(String before, String now) {
    return words(now).containsAll(words(before));
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>(List.of(text.split(" ")));
    words.remove(""); // A lock may have been edited by hand.
    return words;
  }

  private static boolean isNoLessCareful(String before, String now) {
    String prefix = "idempotent when ";
    return now.equals("once")
        || before.equals("idempotent")
        || (before.startsWith(prefix)
            && now.startsWith(prefix)
            && List.of(before.substring(prefix.length()).split(" or "))
                .containsAll(List.of(now.substring(prefix.length()).split(" or "))));
  }

  /** Whether what both have stands in another order; the rest is a change of its own. */
  private boolean isReordered(Subject subject, String before, String now) {
    if (differing(subject).contains(Aspect.MADE_BY)) {
      return false;
    }
    List<String> was = new ArrayList<>(List.of(before.split(" ")));
    List<String> is = new ArrayList<>(List.of(now.split(" ")));
    // A builder has a stage for each of the first ones only, so that others can take their places.
    if (is.stream().anyMatch(name -> !was.contains(name) && wasRequired(subject, name))) {
      return true;
    }
    List<String> all = List.copyOf(was);
    was.retainAll(is);
    is.retainAll(all);
    return !was.equals(is);
  }

  private boolean wasRequired(Subject made, String component) {
    return isRequired(Subject.of(Kind.COMPONENT, made.name(0), component), locked);
  }

  private boolean isAlias(Subject component, String wire) {
    return component.kind() == Kind.COMPONENT
        && !isSent(component)
        && words(current.find(component, Aspect.ALIASES).orElse("")).contains(wire);
  }

  private boolean isSent(Subject part) {
    return use(part).contains("sent");
  }

  private boolean isReceived(Subject part) {
    return use(part).contains("received");
  }

  private String use(Subject part) {
    return locked.find(part.parent().orElseThrow(), Aspect.USE).orElse("");
  }

  private boolean isOpen(Subject constant) {
    return locked.find(constant.parent().orElseThrow(), Aspect.OPEN).isPresent();
  }

  private boolean isMadeByConstructor(Subject component) {
    return locked
        .find(component.parent().orElseThrow(), Aspect.MADE_BY)
        .filter("constructor"::equals)
        .isPresent();
  }

  private static boolean isRequired(Subject component, Contract contract) {
    return contract.find(component, Aspect.PRESENCE).filter("required"::equals).isPresent();
  }

  /** Whether an operation returned one of several answers before. */
  private boolean isReturned(Subject answer) {
    return !differing(answer.parent().orElseThrow()).contains(Aspect.RETURNS);
  }

  private static Change change(
      Set<Breaks> breaks, Subject subject, String what, CurrentContract origins) {
    return new Change(
        breaks.isEmpty() ? Level.COMPATIBLE : Level.BREAKING,
        breaks,
        label(subject) + what,
        origins.origin(subject));
  }

  private String asWhat(Subject subject) {
    return subject.kind() == Kind.COMPONENT
        ? current.find(subject, Aspect.PRESENCE).map(presence -> " and " + presence).orElse("")
        : "";
  }

  private static String shown(String value) {
    return value.isEmpty() ? "not there" : value;
  }

  private static String label(Subject subject) {
    return switch (subject.kind()) {
      case CLIENT -> "The client";
      case VARIABLE -> "Path variable " + subject.name(0);
      case ADDRESS -> "Address of " + subject.name(0);
      case CAPABILITY -> "Capability " + simple(subject.name(0));
      case OPERATION -> "Operation " + subject.name(0);
      case PARAMETER -> "Parameter " + subject.name(1) + " of " + subject.name(0);
      case CONSTANT -> "Constant " + subject.name(2) + " of " + subject.name(0);
      case ANSWER -> "Answer " + simple(subject.name(1)) + " of " + subject.name(0);
      case DEVIATION -> "Deviation " + subject.name(0) + " (" + subject.name(1) + ")";
      case FAILURE -> "Failure " + failure(subject) + " of " + subject.name(0);
      case RECORD -> "Record " + simple(subject.name(0));
      case COMPONENT -> "Component " + simple(subject.name(0)) + "." + subject.name(1);
      case ENUM -> "Enum " + simple(subject.name(0));
      case ENUM_CONSTANT -> "Constant " + simple(subject.name(0)) + "." + subject.name(1);
      case UNION -> "Union " + simple(subject.name(0));
      case VARIANT -> "Variant " + simple(subject.name(1)) + " of " + simple(subject.name(0));
    };
  }

  private static String failure(Subject subject) {
    String type = subject.name(2);
    return subject.name(1) + (type.equals("application/json") ? "" : " (" + type + ")");
  }

  /** Without package, whose names begin in lower case. */
  private static String simple(String canonicalName) {
    return canonicalName.replaceFirst("^([a-z0-9_]+\\.)+", "");
  }
}
