package io.grantwright.samples.quickstart;

/**
 * The port that {@link EmbeddedServer} was asked to listen on could not be had.
 *
 * <p>The only failure of a start that a user can put right, so it has a type of its own and its
 * message is a sentence fit to be printed as it is.
 */
public final class PortUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
