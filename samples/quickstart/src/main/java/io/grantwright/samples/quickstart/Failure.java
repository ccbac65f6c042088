package io.grantwright.samples.quickstart;

import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.oauth.DiscoveryException;
import java.util.Optional;

/** Says in a sentence what went wrong. The SDK's failures are types, so nothing is parsed. */
final class Failure {
  private Failure() {}

  static String sentence(Exception failure) {
    String sentence = text(failure);
    // Some of it may be a server's; a terminal obeys control characters.
    return sentence.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String text(Exception failure) {
    if (failure instanceof DiscoveryException discovery
        && discovery.tried().get(0).reason() instanceof NoAnswerException) {
      return "There is no answer from "
          + discovery.issuer()
          + ": check the address and the network.";
    }
    if (failure instanceof NoAnswerException silent) {
      return "There is no answer to " + silent.endpoint() + ": check the network.";
    }
    if (failure instanceof OAuthException refused
        && refused.error().error().known().equals(Optional.of(OAuthErrorCode.INVALID_CLIENT))) {
      return "The server refuses the client: check its id, and that its secret is the right one.";
    }
    // The SDK's own messages say what happened, where, and what to do.
    String message = failure.getMessage();
    return message == null ? "There was a " + failure.getClass().getSimpleName() + "." : message;
  }
}
