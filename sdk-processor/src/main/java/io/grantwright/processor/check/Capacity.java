package io.grantwright.processor.check;

import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.ScalarKind;
import java.util.List;
import java.util.Optional;

/** How much fits into what is generated. */
final class Capacity {
  /** A method has 255, one of which is the object itself (JVMS §4.3.3). */
  private static final int SLOTS = 254;

  /** What is made of them must fit into one method, of 64 KB (JVMS §4.7.3). */
  private static final int ENDPOINTS = 500;

  private Capacity() {}

  static Optional<Problem> check(Descriptor descriptor) {
    int endpoints = descriptor.operations().size();
    return endpoints <= ENDPOINTS
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Rule.TOO_MANY,
                descriptor.origin(),
                descriptor.type().simpleName(),
                Integer.toString(endpoints),
                "endpoints",
                Integer.toString(ENDPOINTS)));
  }

  static Optional<Problem> check(Operation operation) {
    List<Parameter> parameters = operation.parameters();
    int slots = parameters.stream().mapToInt(each -> slots(each.type(), each.presence())).sum();
    return slots <= SLOTS
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Rule.TOO_MANY,
                operation.origin(),
                operation.method(),
                Integer.toString(parameters.size()),
                "parameters",
                room(parameters.size(), slots)));
  }

  static Optional<Problem> check(RecordModel model) {
    int slots =
        model.components().stream().mapToInt(each -> slots(each.type(), each.presence())).sum();
    return slots <= SLOTS
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Rule.TOO_MANY,
                model.origin(),
                model.type().simpleName(),
                Integer.toString(model.components().size()),
                "components",
                room(model.components().size(), slots)));
  }

  private static String room(int number, int slots) {
    return slots == number ? "" + SLOTS : SLOTS + ", where each long and each double is two";
  }

  private static int slots(ValueType type, Presence presence) {
    return presence == Presence.REQUIRED
            && type instanceof ValueType.Scalar scalar
            && !scalar.boxed()
            && (scalar.kind() == ScalarKind.LONG || scalar.kind() == ScalarKind.DOUBLE)
        ? 2
        : 1;
  }
}
