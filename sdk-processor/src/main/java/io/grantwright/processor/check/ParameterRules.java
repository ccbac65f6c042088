package io.grantwright.processor.check;

import io.grantwright.annotations.Constant.Place;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Rules of parameters, constants and the body that they make. */
final class ParameterRules {
  private static final Set<String> OF_BODIES =
      Set.of("content-type", "content-length", "transfer-encoding");

  private ParameterRules() {}

  static List<Problem> check(Operation operation) {
    List<Problem> problems = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      if (!(parameter.placement() instanceof Placement.CallOptions)) {
        problems.addAll(maybes(operation, parameter));
        if (isBytes(operation, parameter)) {
          continue;
        }
        problems.addAll(TypeRules.check(parameter.name(), parameter.type(), parameter.origin()));
        ExampleRules.check(parameter.name(), parameter.type(), parameter.example())
            .ifPresent(problems::add);
      }
    }
    checkOptions(operation, problems);
    checkNames(operation, problems);
    checkShapes(operation, problems);
    checkBody(operation, problems);
    return problems;
  }

  /** Whether it is made of bytes, and they are where bytes may be. */
  private static boolean isBytes(Operation operation, Parameter parameter) {
    boolean part =
        parameter.placement() instanceof Placement.Field
            && operation.bodyFormat() == BodyFormat.MULTIPART;
    ValueType type =
        part && parameter.type() instanceof ValueType.ListOf list
            ? list.element()
            : parameter.type();
    return type instanceof ValueType.Binary binary
        && binary.kind() != ValueType.BinaryKind.DOWNLOAD
        && (part || parameter.placement() instanceof Placement.Upload);
  }

  /** Only what is sent as JSON can tell null from nothing. */
  private static List<Problem> maybes(Operation operation, Parameter parameter) {
    if (parameter.presence() == Presence.MAYBE) {
      return List.of(Problem.of(Rule.MAYBE_PLACE, parameter.origin(), parameter.name()));
    }
    return parameter.placement() instanceof Placement.Group group
            && operation.bodyFormat() != BodyFormat.JSON
        ? group.model().components().stream()
            .filter(each -> each.presence() == Presence.MAYBE)
            .map(each -> parameter.name() + "." + each.accessor())
            .map(name -> Problem.of(Rule.MAYBE_PLACE, parameter.origin(), name))
            .toList()
        : List.of();
  }

  private static void checkOptions(Operation operation, List<Problem> problems) {
    List<Parameter> options =
        operation.parameters().stream()
            .filter(each -> each.placement() instanceof Placement.CallOptions)
            .toList();
    options.stream()
        .skip(1)
        .map(
            each ->
                Problem.of(Rule.OPTIONS_TWICE, each.origin(), each.name(), options.get(0).name()))
        .forEach(problems::add);
  }

  private static void checkNames(Operation operation, List<Problem> problems) {
    Map<String, Sent> names = new TreeMap<>();
    boolean form =
        operation.bodyFormat() == BodyFormat.FORM
            || operation.bodyFormat() == BodyFormat.FORM_OR_JSON;
    boolean parts = operation.bodyFormat() == BodyFormat.MULTIPART;
    for (Sent sent : Sent.by(operation)) {
      WireSyntax.name(sent.name(), sent.place() == Place.HEADER, sent.origin())
          .ifPresent(problems::add);
      if (isReserved(operation, sent.place(), sent.name())) {
        problems.add(Problem.of(Rule.RESERVED_HEADER, sent.origin(), sent.name(), sent.by()));
      }
      if (sent.place() == Place.HEADER
          && sent.type() instanceof ValueType.ListOf list
          && list.separator() != null
          && !WireSyntax.isHeaderValue(list.separator())) {
        problems.add(Problem.of(Rule.HEADER_VALUE, sent.origin(), sent.name()));
      }
      Sent other = names.putIfAbsent(key(sent.place(), sent.name()), sent);
      if (other != null) {
        problems.add(
            Problem.of(
                Rule.PARAMETER_TWICE,
                sent.origin(),
                label(sent.place()),
                sent.name(),
                other.by(),
                sent.by()));
      }
      boolean field = parts && sent.inGroup();
      if (form || field || sent.place() != Place.FIELD) {
        String place =
            sent.place() != Place.FIELD ? "the " + lower(sent.place()) : form ? "a form" : "a part";
        problems.addAll(TypeRules.checkText(sent.by(), sent.type(), place, sent.origin()));
      } else {
        problems.addAll(TypeRules.checkOwned(sent.by(), sent.type(), sent.origin()));
      }
      if (sent.place() == Place.FIELD && sent.inGroup() && operation.bodiless()) {
        problems.add(Problem.of(Rule.BODILESS, sent.origin(), sent.by(), operation.verb().name()));
      }
    }
    for (Constant constant : operation.constants()) {
      WireSyntax.name(constant.name(), constant.place() == Place.HEADER, constant.origin())
          .ifPresent(problems::add);
      if (constant.place() == Place.HEADER && !WireSyntax.isHeaderValue(constant.value())) {
        problems.add(Problem.of(Rule.HEADER_VALUE, constant.origin(), constant.name()));
      }
      if (isReserved(operation, constant.place(), constant.name())) {
        problems.add(
            Problem.of(Rule.RESERVED_HEADER, constant.origin(), constant.name(), "@Constant"));
      }
      Sent other = names.get(key(constant.place(), constant.name()));
      if (other != null) {
        problems.add(
            Problem.of(Rule.CONSTANT_TWICE, constant.origin(), constant.name(), other.by()));
      }
    }
    checkKey(operation, problems);
  }

  /** A caller may give the key of a call; one that is the same for all calls is none. */
  private static void checkKey(Operation operation, List<Problem> problems) {
    String header = operation.idempotencyKey();
    if (header.isEmpty()) {
      return;
    }
    WireSyntax.name(header, true, operation.origin()).ifPresent(problems::add);
    if (isReserved(operation, Place.HEADER, header)) {
      problems.add(Problem.of(Rule.RESERVED_HEADER, operation.origin(), header, "@IdempotencyKey"));
    }
    String key = key(Place.HEADER, header);
    operation.constants().stream()
        .filter(each -> key(each.place(), each.name()).equals(key))
        .map(each -> Problem.of(Rule.CONSTANT_TWICE, each.origin(), each.name(), "@IdempotencyKey"))
        .forEach(problems::add);
  }

  /** OkHttp writes these itself wherever there is a body. */
  private static boolean isReserved(Operation operation, Place place, String name) {
    return place == Place.HEADER
        && operation.bodyFormat() != BodyFormat.NONE
        && OF_BODIES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Problems of parameters that only a record could carry. */
  private static void checkShapes(Operation operation, List<Problem> problems) {
    boolean json =
        operation.bodyFormat() == BodyFormat.JSON
            || operation.bodyFormat() == BodyFormat.FORM_OR_JSON;
    for (Parameter parameter : operation.parameters()) {
      boolean repeated =
          parameter.type() instanceof ValueType.ListOf list && list.separator() == null;
      Placement placement = parameter.placement();
      if (placement instanceof Placement.Header && repeated) {
        problems.add(Problem.of(Rule.HEADER_LIST, parameter.origin(), parameter.name()));
      } else if (placement instanceof Placement.Field && json) {
        Optional<String> kind =
            parameter.type() instanceof ValueType.ListOf
                ? Optional.of("list").filter(each -> repeated)
                : TypeRules.jsonOnly(parameter.type());
        kind.ifPresent(
            each ->
                problems.add(
                    Problem.of(Rule.JSON_MEMBER, parameter.origin(), parameter.name(), each)));
      } else if (isWholeBody(placement) && parameter.presence() != Presence.REQUIRED) {
        problems.add(Problem.of(Rule.BODY_ABSENT, parameter.origin(), parameter.name()));
      }
    }
  }

  private static void checkBody(Operation operation, List<Problem> problems) {
    String verb = operation.verb().name();
    boolean bodiless = operation.bodiless();
    String whole = "";
    for (Parameter parameter : operation.parameters()) {
      Placement placement = parameter.placement();
      boolean body = isWholeBody(placement);
      boolean field = placement instanceof Placement.Field;
      if ((body || field) && bodiless && !operationIsLink(operation)) {
        problems.add(Problem.of(Rule.BODILESS, parameter.origin(), parameter.name(), verb));
      }
      if (!whole.isEmpty() && (body || (isGroup(placement) && isWhole(operation, whole)))) {
        problems.add(Problem.of(Rule.TWO_BODIES, parameter.origin(), parameter.name(), whole));
      } else if (body || (isGroup(placement) && !bodiless)) {
        whole = parameter.name();
      } else if (field && isWhole(operation, whole)) {
        problems.add(Problem.of(Rule.TWO_BODIES, parameter.origin(), parameter.name(), whole));
      }
    }
    if (isWhole(operation, whole)) {
      for (Constant constant : operation.constants()) {
        if (constant.place() == Place.FIELD) {
          problems.add(Problem.of(Rule.TWO_BODIES, constant.origin(), constant.name(), whole));
        }
      }
    }
    if (operation.bodyFormat() != BodyFormat.NONE
        && bodiless
        && problems.stream().noneMatch(problem -> problem.rule() == Rule.BODILESS)) {
      problems.add(Problem.of(Rule.BODILESS, operation.origin(), operation.method(), verb));
    }
    boolean nothing =
        Sent.by(operation).stream().noneMatch(sent -> sent.place() == Place.FIELD)
            && operation.constants().stream().noneMatch(each -> each.place() == Place.FIELD)
            && whole.isEmpty()
            && operation.clientAuth() == null;
    if (operation.bodyFormat() == BodyFormat.MULTIPART && !bodiless && nothing) {
      problems.add(Problem.of(Rule.NO_PARTS, operation.origin(), operation.method()));
    } else if (operation.bodyFormat() != BodyFormat.NONE && !bodiless && nothing) {
      problems.add(Problem.of(Rule.EMPTY_BODY, operation.origin(), operation.method()));
    }
  }

  private static boolean operationIsLink(Operation operation) {
    return operation.result() instanceof Result.Link;
  }

  private static boolean isWholeBody(Placement placement) {
    return placement instanceof Placement.JsonBody
        || placement instanceof Placement.ForeignBody
        || placement instanceof Placement.Upload;
  }

  private static boolean isGroup(Placement placement) {
    return placement instanceof Placement.Group;
  }

  /** Whether the parameter of that name leaves no room for members beside it. */
  private static boolean isWhole(Operation operation, String name) {
    return operation.parameters().stream()
        .anyMatch(each -> each.name().equals(name) && isWholeBody(each.placement()));
  }

  private static String key(Place place, String name) {
    return place + " " + (place == Place.HEADER ? name.toLowerCase(Locale.ROOT) : name);
  }

  private static String label(Place place) {
    return switch (place) {
      case QUERY -> "Query parameter";
      case HEADER -> "Header";
      case FIELD -> "Field";
    };
  }

  private static String lower(Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }
}
