package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.TokenTypeHint;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.StoredGrant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which token a command is about: the user's access token, unless something else is said. */
final class TokenChoice {
  @ArgGroup(exclusive = true)
  private @Nullable Which which;

  private static final class Which {
    @Option(names = "--refresh-token", description = "The user's stored refresh token.")
    private boolean refresh;

    @Option(names = "--client-token", description = "The client's own stored access token.")
    private boolean client;

    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description = "The token in a file; - is the standard input.")
    private @Nullable String file;
  }

  /**
   * The token.
   *
   * @param token the token
   * @param hint what kind it is, where that is known
   */
  record Chosen(Secret token, Optional<TokenTypeHint> hint) {}

  boolean isRefreshToken() {
    return which != null && which.refresh;
  }

  boolean isClientToken() {
    return which != null && which.client;
  }

  Chosen find(Grants grants, Machine machine, Screen screen) {
    if (which != null && which.file != null) {
      return new Chosen(new SecretSource(machine, screen).file(which.file), Optional.empty());
    }
    if (isRefreshToken()) {
      StoredGrant user = grants.requireUser();
      return new Chosen(
          user.refreshToken().orElseThrow(() -> missing("refresh token")),
          Optional.of(TokenTypeHint.REFRESH_TOKEN));
    }
    if (isClientToken()) {
      return grants
          .newestAccessToken(grants.client())
          .map(token -> new Chosen(token.accessToken(), Optional.of(TokenTypeHint.ACCESS_TOKEN)))
          .orElseThrow(() -> missing("token of the client itself: run token"));
    }
    StoredGrant user = grants.requireUser();
    return grants
        .newestAccessToken(grants.user())
        .map(token -> new Chosen(token.accessToken(), Optional.of(TokenTypeHint.ACCESS_TOKEN)))
        .orElseThrow(
            () ->
                missing(
                    user.refreshToken().isPresent()
                        ? "access token: run refresh"
                        : "access token: log in again"));
  }

  private static Problem missing(String what) {
    return new Problem(ExitCode.LOGIN_NEEDED, "There is no " + what + ".");
  }
}
