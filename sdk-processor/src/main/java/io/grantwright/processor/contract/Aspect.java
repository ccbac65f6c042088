package io.grantwright.processor.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is to say about a {@link Subject}. An aspect that has nothing to say has no line, so
 * that a new one changes no contract that does not use it.
 */
enum Aspect {
  ALIASES,
  AS,
  AUTHENTICATION,
  /** How authorizations differ from the standards. */
  AUTHORIZING,
  BASIC_ENCODING,
  BEARER,
  BODY,
  DEPRECATED,
  DISCOVERED,
  DOCUMENTATION,
  ISSUER,
  /** Whether every callback names the issuer. */
  ISSUER_IN_CALLBACKS,
  /** How those who send a record come by one: by its builder, or by its constructor. */
  MADE_BY,
  /** The erased signature in Java. */
  METHOD,
  NAME,
  /** Whether values that nobody knows are kept: of an enum. */
  OPEN,
  /** The components that those who make a record have to give, in that order. */
  ORDER,
  PRESENCE,
  REQUEST,
  RETRY,
  RETURNS,
  SAFETY,
  SECRET,
  SENSITIVE,
  SERVER,
  STATUSES,
  TIMEOUTS,
  TYPE,
  /** Whether a type is sent, received or both. */
  USE,
  VALUE,
  VISIBILITY,
  /** The place and the name on the wire. */
  WIRE;

  /** How it is written in a contract. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Aspect> of(String word) {
    return Stream.of(values()).filter(aspect -> aspect.word().equals(word)).findFirst();
  }
}
