package io.grantwright.runtime.flow;

import java.util.Optional;

/**
 * Why an authorization brought no tokens. Failures of the token request itself are those of any
 * call.
 *
 * <p>After {@link Malformed}, {@link WrongFlow}, {@link WrongAddress}, {@link WrongState} and
 * {@link NotGenuine} the authorization is still pending, since anybody can send a callback; after
 * the others it is over.
 */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public abstract sealed class AuthorizationException extends RuntimeException {
  private AuthorizationException(String message) {
    super(message);
  }

  /** The callback is not one: it cannot be read, or repeats or mixes parameters. */
  public static final class Malformed extends AuthorizationException {
    Malformed(String message) {
      super(message);
    }
  }

  /** The callback arrived at another address than the one of this authorization. */
  public static final class WrongAddress extends AuthorizationException {
    WrongAddress(String message) {
      super(message);
    }
  }

  /** The authorization was started by a flow with another server (RFC 9700 §4.4). */
  public static final class WrongFlow extends AuthorizationException {
    WrongFlow(String message) {
      super(message);
    }
  }

  /** The callback has no state, or that of another authorization (RFC 6749 §10.12). */
  public static final class WrongState extends AuthorizationException {
    WrongState(String message) {
      super(message);
    }
  }

  /** The callback lacks the proof that the provider adds to its callbacks, or has a wrong one. */
  public static final class NotGenuine extends AuthorizationException {
    NotGenuine() {
      super(
          "The callback is not one that the provider made: the descriptor's check of callbacks refuses"
              + " it");
    }
  }

  /** The callback comes from another server, or does not say from which (RFC 9207 §2.4). */
  public static final class WrongIssuer extends AuthorizationException {
    WrongIssuer(String message) {
      super(message);
    }
  }

  /** A sealed authorization was changed, sealed with another key, or is another browser's. */
  public static final class BrokenSeal extends AuthorizationException {
    BrokenSeal() {
      super(
          "The sealed authorization was changed, or sealed with another key, or for another browser;"
              + " start a new one");
    }
  }

  /** The authorization took longer than it may. */
  public static final class Expired extends AuthorizationException {
    Expired(String message) {
      super(message);
    }
  }

  /** The authorization was completed before. */
  public static final class Replayed extends AuthorizationException {
    Replayed(String message) {
      super(message);
    }
  }

  /** The server does not take a device code any more (RFC 6749 §5.2, {@code invalid_grant}). */
  public static final class GrantInvalid extends AuthorizationException {
    GrantInvalid(String message) {
      super(message);
    }
  }

  /** The id token is not what it must be (OpenID Connect Core §3.1.3.7). */
  public static final class InvalidIdToken extends AuthorizationException {
    InvalidIdToken(String message) {
      super(message);
    }
  }

  /** The server, or the user, said no (RFC 6749 §4.1.2.1). */
  public static final class Denied extends AuthorizationException {
    private final String error;
    private final Optional<String> description;
    private final Optional<String> uri;

    Denied(String error, Optional<String> description, Optional<String> uri) {
      super(
          "The authorization server answered "
              + error
              + description.map(text -> ": " + text).orElse(""));
      this.error = error;
      this.description = description;
      this.uri = uri;
    }

    /** {@return the code of the error, such as {@code access_denied}} */
    public String error() {
      return error;
    }

    /** {@return what the server says about it, for developers} */
    public Optional<String> description() {
      return description;
    }

    /** {@return the address of a page about it; not checked in any way} */
    public Optional<String> uri() {
      return uri;
    }
  }
}
