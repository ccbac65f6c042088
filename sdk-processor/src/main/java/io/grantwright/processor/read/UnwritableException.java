package io.grantwright.processor.read;

import io.grantwright.processor.model.Origin;

/** A text of an annotation that no generated source can hold. */
public final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Origin origin;

  UnwritableException(Origin origin) {
    super("a separator of lines");
    this.origin = origin;
  }

  /** Where the text stands. */
  public Origin origin() {
    return origin;
  }
}
