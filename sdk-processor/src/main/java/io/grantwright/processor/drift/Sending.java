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
 * @param name what the provider calls it
 * @param type null for a constant
 * @param value what a constant says; null for everything else
 * @param implied whether nobody declared it: the client sends it by itself
 */
record Sending(
    Place place,
    String name,
    @Nullable ValueType type,
    Presence presence,
    @Nullable String value,
    boolean implied,
    Origin origin) {
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
          add(each.in(operation, parameter.presence()), operation, sendings);
        }
      } else if (placement instanceof Placement.Path path) {
        sendings.add(of(Place.PATH, path.hole(), parameter));
      } else if (placement instanceof Placement.Query query) {
        add(of(Place.QUERY, query.name(), parameter), operation, sendings);
      } else if (placement instanceof Placement.Header header) {
        sendings.add(of(Place.HEADER, header.name(), parameter));
      } else if (placement instanceof Placement.Field field) {
        add(of(Place.BODY, field.name(), parameter), operation, sendings);
      }
    }
    for (Constant constant : operation.constants()) {
      add(
          new Sending(
              switch (constant.place()) {
                case QUERY -> Place.QUERY;
                case HEADER -> Place.HEADER;
                case FIELD -> Place.BODY;
              },
              constant.name(),
              null,
              Presence.REQUIRED,
              constant.value(),
              false,
              operation.origin()),
          operation,
          sendings);
    }
    addImplied(operation, sendings);
    return sendings;
  }

  private static void addImplied(Operation operation, List<Sending> sendings) {
    if (!operation.idempotencyKey().isEmpty()) {
      sendings.add(
          new Sending(
              Place.HEADER,
              operation.idempotencyKey(),
              null,
              Presence.REQUIRED,
              null,
              false,
              operation.origin()));
    }
    List<String> names = new ArrayList<>();
    if (operation.clientAuth() != null) {
      names.add(name("client_id", operation));
      names.add(name("client_secret", operation));
    }
    String[] parts = operation.path().text().split("\\?", 2);
    if (parts.length > 1) {
      Stream.of(parts[1].split("&")).map(each -> each.split("=", 2)[0]).forEach(names::add);
    }
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Omitted omitted) {
        names.addAll(omitted.names()); // Whoever says so knows what the document says.
      }
    }
    for (String name : names) {
      for (Place place : List.of(Place.QUERY, Place.BODY)) {
        sendings.add(
            new Sending(place, name, null, Presence.REQUIRED, null, true, operation.origin()));
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
                component.wireName(),
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
              tag.name(),
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
        name,
        type,
        group == Presence.REQUIRED ? presence : group,
        value,
        implied,
        origin);
  }

  private static Sending of(Place place, String name, Parameter parameter) {
    return new Sending(
        place, name, parameter.type(), parameter.presence(), null, false, parameter.origin());
  }

  /** Adds what is in the query or the body by the provider's name, unless it must not get it. */
  private static void add(Sending sending, Operation operation, List<Sending> sendings) {
    boolean parts = operation.bodyFormat() == BodyFormat.MULTIPART && sending.place == Place.BODY;
    if (parts || sending.place == Place.PATH || sending.place == Place.HEADER) {
      sendings.add(sending);
    } else if (!isOmitted(sending.name, operation)) {
      sendings.add(
          new Sending(
              sending.place,
              name(sending.name, operation),
              sending.type,
              sending.presence,
              sending.value,
              sending.implied,
              sending.origin));
    }
  }

  private static boolean isOmitted(String name, Operation operation) {
    return operation.deviations().stream()
        .anyMatch(
            each -> each instanceof Deviation.Omitted omitted && omitted.names().contains(name));
  }

  private static String name(String standard, Operation operation) {
    String name = standard;
    for (Deviation deviation : operation.deviations()) {
      if (deviation instanceof Deviation.Renamed renamed
          && renamed.name().equals(standard)
          && renamed.in().contains(Renamed.Message.REQUEST)) {
        name = renamed.to();
      }
    }
    return name;
  }
}
