package io.grantwright.samples.cli;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.flow.PortUnavailableException;
import io.grantwright.runtime.oauth.DiscoveryException;
import io.grantwright.runtime.oauth.UntrustedMetadataException;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.TokenStoreException;
import io.grantwright.runtime.session.WrongAccountException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * What the user is told when a command fails. The SDK's failures are types, so nothing is parsed.
 *
 * @param exitCode how the program ends
 * @param sentence what happened, and what to do
 */
record Failure(ExitCode exitCode, String sentence) {
  private static final String ELSEWHERE =
      "check the issuer, or name the endpoints with --endpoint.";
  private static final Set<OAuthErrorCode> PASSING =
      Set.of(OAuthErrorCode.TEMPORARILY_UNAVAILABLE, OAuthErrorCode.SERVER_ERROR);

  static Failure of(Exception failure) {
    Optional<String> noTls = noTls(failure);
    if (noTls.isPresent()) {
      return new Failure(ExitCode.CONFIGURATION, noTls.get());
    }
    ExitCode exitCode = exitCode(failure);
    String message = failure.getMessage();
    if (exitCode == ExitCode.BUG) {
      return new Failure(
          exitCode,
          "The program did not expect this: "
              + failure.getClass().getSimpleName()
              + (message == null ? "" : ": " + message));
    }
    return new Failure(exitCode, sentence(failure));
  }

  /** To try again later would be of no use. A connection that breaks later has another cause. */
  private static Optional<String> noTls(Throwable failure) {
    for (Throwable each = failure; each != null; each = next(each)) {
      if (each instanceof SSLHandshakeException
          || (each instanceof SSLException && each.getCause() == null)) {
        return Optional.of(
            "There is no TLS that can be trusted: the server speaks none there, or its certificate"
                + " has expired, is for another host, or is from an authority that Java does not"
                + " know. Check the address and its port, or have Java know the authority:"
                + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE.");
      }
    }
    return Optional.empty();
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof DiscoveryException discovery
        ? discovery.tried().get(0).reason()
        : failure.getCause();
  }

  private static ExitCode exitCode(Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem.exitCode();
    }
    if (failure instanceof NoTokenException noToken) {
      return exitCode(noToken);
    }
    if (failure instanceof CallException call) {
      return exitCode(call);
    }
    if (failure instanceof DiscoveryException discovery) {
      ExitCode first = exitCode(discovery.tried().get(0).reason());
      return first == ExitCode.TRY_AGAIN ? first : ExitCode.CONFIGURATION;
    }
    if (failure instanceof TokenStoreException) {
      return ExitCode.STORAGE;
    }
    if (failure instanceof PortUnavailableException) {
      return ExitCode.PORT;
    }
    if (failure instanceof AuthorizationException || failure instanceof WrongAccountException) {
      return ExitCode.REFUSED;
    }
    // The SDK says so of settings that it does not take, which are the user's here.
    if (failure instanceof IllegalArgumentException
        || failure instanceof UntrustedMetadataException) {
      return ExitCode.CONFIGURATION;
    }
    return failure instanceof InterruptedException ? ExitCode.STOPPED : ExitCode.BUG;
  }

  private static ExitCode exitCode(NoTokenException failure) {
    if (failure instanceof NoTokenException.Transient) {
      return failure.getCause() instanceof TokenStoreException
          ? ExitCode.STORAGE
          : ExitCode.TRY_AGAIN;
    }
    if (failure instanceof NoTokenException.Misconfigured
        || failure instanceof NoTokenException.NonCompliant) {
      return failure.getCause() instanceof RefusedCallException
          ? ExitCode.CONFIGURATION
          : ExitCode.REFUSED;
    }
    return ExitCode.LOGIN_NEEDED;
  }

  private static ExitCode exitCode(CallException failure) {
    if (failure instanceof RefusedCallException) {
      return ExitCode.CONFIGURATION;
    }
    boolean passing =
        failure instanceof NoAnswerException
            || failure.status() == 429
            || failure.status() >= 500
            || (failure instanceof OAuthException oauth
                && oauth.error().error().known().filter(PASSING::contains).isPresent());
    return passing ? ExitCode.TRY_AGAIN : ExitCode.REFUSED;
  }

  private static String sentence(Exception failure) {
    if (failure instanceof DiscoveryException discovery) {
      return sentence(discovery);
    }
    Throwable reason =
        failure instanceof NoTokenException.Misconfigured && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (reason instanceof OAuthException refused
        && refused.error().error().known().equals(Optional.of(OAuthErrorCode.INVALID_CLIENT))) {
      return "The server refuses the client: check its id, and that its secret is the right one.";
    }
    if (reason instanceof NoAnswerException) {
      return "There is no answer from the server: check the address and the network.";
    }
    String message = failure.getMessage();
    return message == null ? "The command failed." : message;
  }

  private static String sentence(DiscoveryException failure) {
    RuntimeException reason = failure.tried().get(0).reason();
    if (reason instanceof NoAnswerException) {
      return "There is no answer from " + failure.issuer() + ": check the address and the network.";
    }
    boolean nowhere =
        failure.tried().stream()
            .allMatch(each -> each.reason() instanceof CallException call && call.status() == 404);
    if (nowhere) {
      return failure.issuer() + " publishes no metadata: " + ELSEWHERE;
    }
    if (reason instanceof UnexpectedAnswerException unexpected && unexpected.status() == 200) {
      return "There is a page at %s, and no metadata: ".formatted(failure.tried().get(0).address())
          + ELSEWHERE;
    }
    return String.valueOf(failure.getMessage());
  }
}
