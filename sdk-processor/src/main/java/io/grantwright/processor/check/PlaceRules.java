package io.grantwright.processor.check;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Component.Place;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of records with components that have a place of their own: only a whole parameter has all
 * of them, only a whole answer of success has headers, and nothing inside of JSON has any.
 */
final class PlaceRules {
  private static final Set<Place> OF_BODIES = Set.of(Place.DEFAULT, Place.FIELD);
  private static final Set<Place> OF_ANSWERS = Set.of(Place.DEFAULT, Place.FIELD, Place.HEADER);

  private final Reach reach;
  private final List<Problem> problems = new ArrayList<>();

  private PlaceRules(Reach reach) {
    this.reach = reach;
  }

  static List<Problem> check(Descriptor descriptor, Reach reach) {
    PlaceRules rules = new PlaceRules(reach);
    for (Operation operation : descriptor.operations()) {
      rules.checkResult(operation);
      for (Parameter parameter : operation.parameters()) {
        if (!(parameter.placement() instanceof Placement.Group)) {
          rules.checkInside(parameter.type(), parameter.origin());
        }
      }
      for (Failure failure : operation.failures()) {
        rules.checkRecord(failure.as(), OF_BODIES, "is a failure here", failure.origin());
      }
    }
    for (RecordModel model : reach.records().values()) {
      model.components().forEach(each -> rules.checkInside(each.type(), each.origin()));
    }
    for (UnionModel union : reach.unions().values()) {
      union
          .variants()
          .forEach(
              each -> rules.checkInside(new ValueType.Model(each.type(), true), each.origin()));
    }
    return rules.problems;
  }

  private void checkResult(Operation operation) {
    Result result =
        operation.result() instanceof Result.Paged paged ? paged.page() : operation.result();
    if (result instanceof Result.Json json && json.type() instanceof ValueType.Model model) {
      checkRecord(model.type(), OF_ANSWERS, "is received here", operation.origin());
    } else if (result instanceof Result.Json json) {
      checkInside(json.type(), operation.origin());
    } else if (result instanceof Result.Events events) {
      checkInside(events.data(), operation.origin());
    } else if (result instanceof Result.Statuses statuses) {
      for (Result.Member member : statuses.members()) {
        checkRecord(member.type(), OF_ANSWERS, "is received here", member.origin());
      }
    }
    if (operation.verb() == Verb.HEAD) {
      bodyOf(operation.result())
          .ifPresent(
              type ->
                  problems.add(
                      Problem.of(Rule.HEAD_BODY, operation.origin(), operation.method(), type)));
    }
  }

  /** What of a result is read from a body, by its name. */
  private Optional<String> bodyOf(Result result) {
    if (result instanceof Result.Nothing || result instanceof Result.Link) {
      return Optional.empty();
    }
    if (result instanceof Result.Json json && json.type() instanceof ValueType.Model model) {
      return Optional.of(model.type()).filter(this::hasBody).map(ClassRef::simpleName);
    }
    return result instanceof Result.Statuses statuses
        ? statuses.members().stream()
            .map(Result.Member::type)
            .filter(this::hasBody)
            .findFirst()
            .map(ClassRef::simpleName)
        : Optional.of("something else");
  }

  private boolean hasBody(ClassRef type) {
    RecordModel model = reach.records().get(type);
    return model == null || model.components().stream().anyMatch(Component::inBody);
  }

  /** A value that is a part of JSON, and so everything in it. */
  private void checkInside(ValueType type, Origin origin) {
    if (type instanceof ValueType.ListOf list) {
      checkInside(list.element(), origin);
    } else if (type instanceof ValueType.MapOf map) {
      checkInside(map.value(), origin);
    } else if (type instanceof ValueType.Model model) {
      checkRecord(model.type(), OF_BODIES, "is a part of something else here", origin);
    }
  }

  private void checkRecord(ClassRef type, Set<Place> allowed, String where, Origin origin) {
    RecordModel model = reach.records().get(type);
    if (model == null) {
      return;
    }
    model.components().stream()
        .filter(each -> !allowed.contains(each.place()))
        .findFirst()
        .ifPresent(
            each ->
                problems.add(
                    Problem.of(
                        Rule.OUT_OF_PLACE,
                        origin,
                        type.simpleName(),
                        each.accessor(),
                        each.place().name().toLowerCase(Locale.ROOT),
                        where)));
  }
}
