package io.grantwright.processor.model;

import java.util.List;

/**
 * A declared failure.
 *
 * @param statuses such as {@code "404"} or {@code "4XX"}
 * @param contentType empty for any
 * @param statusOrigin where the statuses stand
 * @param as the record that the body is read into
 */
public record Failure(
    List<String> statuses,
    Origin statusOrigin,
    String contentType,
    ClassRef as,
    Kind kind,
    Origin origin) {
  public Failure {
    statuses = List.copyOf(statuses);
  }

  /** What the record is. */
  public enum Kind {
    /** The runtime's {@code OAuthError}. */
    OAUTH,
    /** A model with {@code failure = true}. */
    DECLARED,
    /** A model without; never reaches the renderers. */
    NO_FAILURE,
    /** Not a model; never reaches the renderers. */
    NO_MODEL
  }
}
