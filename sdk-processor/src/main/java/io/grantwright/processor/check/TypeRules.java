package io.grantwright.processor.check;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.ValueType;
import java.util.List;
import java.util.Optional;

/** Which types may go where. */
final class TypeRules {
  private TypeRules() {}

  /** Problems of a type wherever it stands. */
  static List<Problem> check(String name, ValueType type, Origin origin) {
    if (type instanceof ValueType.Unsupported unsupported) {
      return List.of(
          Problem.of(
              Rule.UNSUPPORTED_TYPE,
              origin,
              name,
              unsupported.written(),
              unsupported.reason().instead()));
    }
    if (type instanceof ValueType.UnknownMembers) {
      return List.of(Problem.of(Rule.UNKNOWN_MEMBERS_PLACE, origin, name));
    }
    if (type instanceof ValueType.Binary) {
      return List.of(Problem.of(Rule.BINARY_PLACE, origin, name));
    }
    if (type instanceof ValueType.ListOf list) {
      return check(name, list.element(), origin);
    }
    if (type instanceof ValueType.MapOf map) {
      return check(name, map.value(), origin);
    }
    return unmodelled(type)
        .map(missing -> List.of(Problem.of(Rule.NO_COMPANION, origin, missing.simpleName())))
        .orElse(List.of());
  }

  /** Problems of a value that is sent as text. */
  static List<Problem> checkText(String name, ValueType type, String place, Origin origin) {
    ValueType value = type instanceof ValueType.ListOf list ? list.element() : type;
    if (value instanceof ValueType.Foreign) {
      return checkOwned(name, value, origin);
    }
    return jsonOnly(value)
        .map(kind -> List.of(Problem.of(Rule.JSON_ONLY, origin, name, kind, place)))
        .orElse(List.of());
  }

  /** Problems of a value that is a member of something. */
  static List<Problem> checkOwned(String name, ValueType type, Origin origin) {
    if (type instanceof ValueType.ListOf list) {
      return checkOwned(name, list.element(), origin);
    }
    if (type instanceof ValueType.MapOf map) {
      return checkOwned(name, map.value(), origin);
    }
    return type instanceof ValueType.Foreign foreign
        ? List.of(Problem.of(Rule.FOREIGN_VALUE, origin, name, foreign.type().simpleName()))
        : List.of();
  }

  static Optional<String> jsonOnly(ValueType type) {
    if (type instanceof ValueType.MapOf) {
      return Optional.of("map");
    }
    if (type instanceof ValueType.Model) {
      return Optional.of("record");
    }
    if (type instanceof ValueType.Union) {
      return Optional.of("union");
    }
    if (type instanceof ValueType.ListOf) {
      return Optional.of("list of lists");
    }
    return type instanceof ValueType.AnyJson ? Optional.of("piece of JSON") : Optional.empty();
  }

  private static Optional<ClassRef> unmodelled(ValueType type) {
    if (type instanceof ValueType.Model model) {
      return model.modelled() ? Optional.empty() : Optional.of(model.type());
    }
    if (type instanceof ValueType.Union union) {
      return union.modelled() ? Optional.empty() : Optional.of(union.type());
    }
    if (type instanceof ValueType.Enumeration known) {
      return known.modelled() ? Optional.empty() : Optional.of(known.type());
    }
    return type instanceof ValueType.OpenEnumeration open && !open.modelled()
        ? Optional.of(open.type())
        : Optional.empty();
  }
}
