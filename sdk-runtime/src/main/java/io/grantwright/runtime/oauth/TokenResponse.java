package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.endpoint.SelfChecked;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a server issues (RFC 6749 §5.1).
 *
 * @param accessToken the access token
 * @param tokenType how it is used, {@code Bearer} in whatever case most of the time
 * @param expiresIn its lifetime in seconds; absent if the server does not say
 * @param refreshToken a refresh token; absent in an answer to a refresh if the old one goes on
 * @param scope the granted scope with spaces between the values; absent if it is the one asked for
 * @param idToken the id token, unchecked (OpenID Connect Core §3.1.3.3)
 * @param unknown the members that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record TokenResponse(
    Secret accessToken,
    String tokenType,
    Optional<Long> expiresIn,
    Optional<Secret> refreshToken,
    Optional<String> scope,
    Optional<Secret> idToken,
    UnknownMembers unknown)
    implements SelfChecked {
  /** Moments from 2017 to 2033, which no server means as a lifetime. */
  private static final long FIRST_MOMENT = 1_500_000_000L;

  private static final long LAST_MOMENT = 2_000_000_000L;

  @Override
  public @Nullable Misfit misfit() {
    if (!tokenType.equalsIgnoreCase("Bearer")) {
      return misfit("token_type", "Bearer", "another type", "@TokenTypes(bearer = ...)");
    }
    if (expiresIn.isPresent()) {
      long lifetime = expiresIn.get();
      if (isMoment(lifetime) || isMoment(lifetime / 1000)) {
        String unit = isMoment(lifetime) ? "EPOCH_SECONDS" : "EPOCH_MILLISECONDS";
        return misfit(
            "expires_in", "a number of seconds", "a moment", "@Lifetime(unit = " + unit + ")");
      }
    } else if (!unknown.isEmpty()) {
      for (String other : new String[] {"expires", "expires_at", "expiresIn", "expiresAt"}) {
        if (unknown.value(other).isPresent()) {
          return renamed("expires_in", other);
        }
      }
    }
    if (scope.isPresent() && scope.get().indexOf(',') > 0 && scope.get().indexOf(' ') < 0) {
      return misfit("scope", "values with spaces between", "commas", "@Scopes(answer = \",\")");
    }
    if (scope.isEmpty() && unknown.value("scopes").isPresent()) {
      return renamed("scope", "scopes");
    }
    if (refreshToken.isEmpty() && unknown.value("refreshToken").isPresent()) {
      return renamed("refresh_token", "refreshToken");
    }
    return null;
  }

  private static boolean isMoment(long number) {
    return number > FIRST_MOMENT && number < LAST_MOMENT;
  }

  private static Misfit renamed(String name, String to) {
    return misfit(
        name, "it by this name", to, "@Renamed(name = \"" + name + "\", to = \"" + to + "\")");
  }

  private static Misfit misfit(String member, String expected, String found, String annotation) {
    return new Misfit(
        member,
        "expected " + expected + " at $." + member + ", found " + found,
        "If that is this provider's way, declare " + annotation + " on its descriptor.");
  }
}
