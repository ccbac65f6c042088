package io.grantwright.samples.cloud;

import io.grantwright.runtime.credentials.CredentialsException;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.TokenStoreException;
import io.grantwright.runtime.session.WrongAccountException;
import java.util.Optional;

/**
 * What a page says when something did not work. The SDK's failures are types, so nothing is parsed.
 *
 * @param status the page's status
 * @param title what happened
 * @param advice what to do
 * @param detail what the SDK says about it
 */
record Trouble(int status, String title, String advice, String detail) {
  private static final String AGAIN = "Nothing was changed. Go back and start again.";

  /** Explains a failure; empty if it is a fault of the program. */
  static Optional<Trouble> of(RuntimeException failure) {
    String detail = String.valueOf(failure.getMessage());
    if (failure instanceof AuthorizationException e) {
      return Optional.of(ofLogin(e, detail));
    }
    if (failure instanceof CallException e) {
      return Optional.of(ofCall(e, detail));
    }
    if (failure instanceof WrongAccount || failure instanceof WrongAccountException) {
      return trouble(
          409,
          "This is another account",
          "Nothing was changed. Log out at the provider, and log in with the account that is to be"
              + " authenticated; or link the other one as a further account.",
          detail);
    }
    if (failure instanceof CredentialsException.Missing) {
      return trouble(
          409,
          "The application's credentials are missing",
          "Register this hub at the provider, and enter what you got under “Application"
              + " credentials”.",
          detail);
    }
    if (failure instanceof CredentialsException.InUse) {
      return trouble(
          409,
          "These credentials are in use",
          "Unlink all accounts first: without the credentials their tokens could not be"
              + " refreshed.",
          detail);
    }
    if (failure instanceof CredentialsException.NameTaken) {
      return trouble(
          409,
          "There are other credentials",
          "Remove those first. For another secret of the same client, enter its client id again.",
          detail);
    }
    if (failure instanceof TokenStoreException || failure instanceof NoTokenException.Transient) {
      return trouble(
          503,
          "The hub's files cannot be read or written",
          "See to the disk, and try again. What was stored before is as it was.",
          detail);
    }
    if (failure instanceof NoTokenException) {
      return trouble(502, "The provider gives no token", "Try again.", detail);
    }
    return Optional.empty();
  }

  private static Trouble ofLogin(AuthorizationException failure, String detail) {
    if (failure instanceof AuthorizationException.Denied) {
      return new Trouble(
          403,
          "Access was not allowed",
          "You or the provider said no. Nothing was changed; you can start again.",
          detail);
    }
    if (failure instanceof AuthorizationException.WrongState
        || failure instanceof AuthorizationException.Malformed) {
      return new Trouble(
          400,
          "This does not belong to a login of this browser",
          "It may be an old page, or one that was opened twice. " + AGAIN,
          detail);
    }
    if (failure instanceof AuthorizationException.Expired) {
      return new Trouble(400, "The login took too long", AGAIN, detail);
    }
    if (failure instanceof AuthorizationException.WrongIssuer) {
      return new Trouble(
          400,
          "The answer comes from another provider",
          AGAIN + " If it is the right provider, run the hub with --issuer.",
          detail);
    }
    return new Trouble(400, "The login did not work", AGAIN, detail);
  }

  private static Trouble ofCall(CallException failure, String detail) {
    if (failure instanceof NoAnswerException) {
      return new Trouble(
          504, "The provider does not answer", "Nothing was changed. Try again later.", detail);
    }
    if (failure instanceof OAuthException e
        && e.error().error().known().filter(Trouble::isOfClient).isPresent()) {
      return new Trouble(
          502,
          "The provider does not accept this application",
          "Check the client id, the secret and the redirect URI that are registered there.",
          detail);
    }
    boolean later = failure.status() == 429 || failure.status() >= 500;
    return new Trouble(
        502,
        "The provider's answer is not what it should be",
        later ? "Nothing was changed. Try again later." : AGAIN,
        detail);
  }

  private static boolean isOfClient(OAuthErrorCode code) {
    return code == OAuthErrorCode.INVALID_CLIENT || code == OAuthErrorCode.UNAUTHORIZED_CLIENT;
  }

  private static Optional<Trouble> trouble(int status, String title, String advice, String detail) {
    return Optional.of(new Trouble(status, title, advice, detail));
  }
}
