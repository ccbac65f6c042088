package io.grantwright.processor.drift;

import io.grantwright.annotations.Renamed;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One name that a request carries.
 *
 * @param names what the provider may call it: its own name for it, and the standard one
 * @param type null for a constant
 * @param value what a constant says; null for everything else
 * @param implied whether nobody declared it: the client sends it by itself
 */
record Sending(
    Place place,
    List<String> names,
    @Nullable ValueType type,
    Presence presence,
    @Nullable String value,
    boolean implied,
    Origin origin) {
  Sending {
    names = List.copyOf(names);
  }

  /** Where it is. */
  enum Place {
    PATH("path"),
    QUERY("query"),
    HEADER("header"),
    BODY("body");

    private final String word;

    Place(String word) {
      this.word = word;
    }

    /** What OpenAPI calls it. */
    String word() {
      return word;
    }
  }

  /** As the provider is to know it. */
  String name() {
    return names.get(0);
  }

  boolean required() {
    return presence == Presence.REQUIRED;
  }

  /** All that an operation sends, the body apart that is one value. */
  static List<Sending> by(Operation operation, Findings findings) {
    List<Sending> sendings = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      Placement placement = parameter.placement();
      if (placement instanceof Placement.Group group) {
        for (Sending each : by(group.model(), findings)) {
          sendings.add(each.in(operation, parameter.presence()));
        }
      } else if (placement instanceof Placement.Path path) {
        sendings.add(of(Place.PATH, path.hole(), operation, parameter));
      } else if (placement instanceof Placement.Query query) {
        sendings.add(of(Place.QUERY, query.name(), operation, parameter));
      } else if (placement instanceof Placement.Header header) {
        sendings.add(of(Place.HEADER, header.name(), operation, parameter));
      } else if (placement instanceof Placement.Field field) {
        sendings.add(of(Place.BODY, field.name(), operation, parameter));
      }
    }
    for (Constant constant : operation.constants()) {
      sendings.add(
          new Sending(
              switch (constant.place()) {
                case QUERY -> Place.QUERY;
                case HEADER -> Place.HEADER;
                case FIELD -> Place.BODY;
              },
              names(constant.name(), operation),
              null,
              Presence.REQUIRED,
              constant.value(),
              false,
              operation.origin()));
    }
    addImplied(operation, sendings);
    return sendings;
  }

  private static void addImplied(Operation operation, List<Sending> sendings) {
    if (!operation.idempotencyKey().isEmpty()) {
      sendings.add(
          new Sending(
              Place.HEADER,
              List.of(operation.idempotencyKey()),
              null,
              Presence.REQUIRED,
              null,
              false,
              operation.origin()));
    }
    List<String> names = new ArrayList<>();
    if (operation.clientAuth() != null) {
      names.addAll(names("client_id", operation));
      names.addAll(names("client_secret", operation));
    }
    String[] parts = operation.path().text().split("\\?", 2);
    if (parts.length > 1) {
      Stream.of(parts[1].split("&")).map(each -> each.split("=", 2)[0]).forEach(names::add);
    }
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Omitted omitted) {
        names.addAll(omitted.names());
      }
    }
    for (String name : names) {
      for (Place place : List.of(Place.QUERY, Place.BODY)) {
        sendings.add(
            new Sending(
                place, List.of(name), null, Presence.REQUIRED, null, true, operation.origin()));
      }
    }
  }

  /** What a record sends. */
  static List<Sending> by(RecordModel model, Findings findings) {
    List<Sending> sendings = new ArrayList<>();
    for (Component component : model.components()) {
      if (!(component.type() instanceof ValueType.UnknownMembers)) {
        sendings.add(
            new Sending(
                switch (component.place()) {
                  case PATH -> Place.PATH;
                  case QUERY -> Place.QUERY;
                  case HEADER -> Place.HEADER;
                  case FIELD, DEFAULT -> Place.BODY;
                },
                List.of(component.wireName()),
                component.type(),
                component.presence(),
                null,
                false,
                findings.located(model.type(), component.origin(), "." + component.accessor())));
      }
    }
    for (RecordModel.Tag tag : model.tags()) {
      sendings.add(
          new Sending(
              Place.BODY,
              List.of(tag.name()),
              null,
              Presence.REQUIRED,
              tag.value(),
              false,
              findings.located(model.type(), model.origin(), "")));
    }
    return sendings;
  }

  /** A component as the operation sends it. */
  private Sending in(Operation operation, Presence group) {
    boolean inQuery =
        place == Place.BODY
            && operation.bodyFormat() == BodyFormat.NONE
            && operation.verb().bodiless();
    return new Sending(
        inQuery ? Place.QUERY : place,
        names(name(), operation),
        type,
        group == Presence.REQUIRED ? presence : group,
        value,
        implied,
        origin);
  }

  private static Sending of(Place place, String name, Operation operation, Parameter parameter) {
    return new Sending(
        place,
        names(name, operation),
        parameter.type(),
        parameter.presence(),
        null,
        false,
        parameter.origin());
  }

  private static List<String> names(String name, Operation operation) {
    List<String> names = new ArrayList<>();
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Renamed renamed
          && renamed.name().equals(name)
          && renamed.in().contains(Renamed.Message.REQUEST)) {
        names.add(renamed.to());
      }
    }
    names.add(name);
    return names;
  }
}
