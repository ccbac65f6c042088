package io.grantwright.processor.check;

import io.grantwright.annotations.Constant.Place;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One name that a request carries besides its path.
 *
 * @param inGroup whether it is a component of a record
 * @param by the parameter, or the component with its parameter
 * @param origin where its parameter stands
 */
record Sent(Place place, String name, boolean inGroup, String by, ValueType type, Origin origin) {
  /** All that the parameters of an operation send. */
  static List<Sent> by(Operation operation) {
    List<Sent> sent = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      Placement placement = parameter.placement();
      if (placement instanceof Placement.Query query) {
        sent.add(of(Place.QUERY, query.name(), parameter));
      } else if (placement instanceof Placement.Header header) {
        sent.add(of(Place.HEADER, header.name(), parameter));
      } else if (placement instanceof Placement.Field field) {
        sent.add(of(Place.FIELD, field.name(), parameter));
      } else if (placement instanceof Placement.Group group) {
        for (Component component : group.model().components()) {
          placeOf(component, operation)
              .ifPresent(
                  place ->
                      sent.add(
                          new Sent(
                              place,
                              component.wireName(),
                              true,
                              parameter.name() + "." + component.accessor(),
                              component.type(),
                              parameter.origin())));
        }
      } else if (!hasNoName(placement)) {
        throw new IllegalStateException("Nobody knows what is sent by " + placement);
      }
    }
    return sent;
  }

  /** A part of the path, a whole body, or nothing that is sent. */
  private static boolean hasNoName(Placement placement) {
    return placement instanceof Placement.Path
        || placement instanceof Placement.JsonBody
        || placement instanceof Placement.ForeignBody
        || placement instanceof Placement.Upload
        || placement instanceof Placement.CallOptions;
  }

  private static Sent of(Place place, String name, Parameter parameter) {
    return new Sent(place, name, false, parameter.name(), parameter.type(), parameter.origin());
  }

  private static Optional<Place> placeOf(Component component, Operation operation) {
    return switch (component.place()) {
      case PATH -> Optional.empty();
      case QUERY -> Optional.of(Place.QUERY);
      case HEADER -> Optional.of(Place.HEADER);
      case FIELD -> Optional.of(Place.FIELD);
      case DEFAULT ->
          Optional.of(
              operation.bodyFormat() == BodyFormat.NONE && operation.verb().bodiless()
                  ? Place.QUERY
                  : Place.FIELD);
    };
  }
}
