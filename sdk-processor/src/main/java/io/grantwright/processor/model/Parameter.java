package io.grantwright.processor.model;

import java.util.Optional;

/**
 * A parameter of an operation.
 *
 * @param type its type; for {@code CallOptions} a {@link ValueType.Foreign}
 * @param sensitive whether it is never shown: marked so, or of a type that is
 * @param example a value that it could have
 */
public record Parameter(
    String name,
    ValueType type,
    Presence presence,
    Placement placement,
    boolean sensitive,
    Optional<Example> example,
    Origin origin) {}
