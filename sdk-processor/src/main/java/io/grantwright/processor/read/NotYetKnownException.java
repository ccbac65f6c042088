package io.grantwright.processor.read;

/** A type that is needed is not there; another processor may write it in this round. */
public final class NotYetKnownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotYetKnownException(String name) {
    super(name);
  }
}
