package io.grantwright.processor.model;

import java.util.List;

/**
 * Something that the source says and the model cannot hold, such as a second verb. A model with a
 * flaw is never rendered.
 *
 * @param args what the message names, in its order
 */
public record Flaw(Kind kind, List<String> args, Origin origin) {
  public Flaw {
    args = List.copyOf(args);
  }

  /** What is wrong. */
  public enum Kind {
    NOT_AN_INTERFACE,
    NOT_A_MODEL,
    HIDDEN,
    GENERIC,
    GENERIC_METHOD,
    NO_VERB,
    TWO_VERBS,
    TWO_BODY_FORMATS,
    TWO_PLACES,
    UNKNOWN_CONSTANT,
    PARAMETER_NAME_LOST,
    ADDRESSED_TWICE,
    JOINED,
    JOINED_BY_NOTHING,
    ONE_OR_MANY,
    VARIANT_OUTSIDE,
    DISCRIMINATOR_PLACE,
    EVENTS_PLACE,
    PAGES_PLACE,
    PAGES_TWICE,
    KEY_USELESS,
    NOT_A_DESCRIPTOR,
    NO_FAILURE,
    INVISIBLE,
    SEALED,
    INHERITED_TWICE,
    NULLABLE_PRIMITIVE,
    CONSTANT_REPEATED
  }
}
