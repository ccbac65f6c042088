package io.grantwright.runtime.flow;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.JsonWebKeySet;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Why an id token was not read. */
public final class UnreadProbe implements Supplier<String> {
  @Override
  public String get() {
    TokenResponse tokens =
        new TokenResponse(
            Secret.of("a"),
            "Bearer",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Secret.of("x.y.z")),
            UnknownMembers.EMPTY);
    IdToken token =
        IdTokenValidator.builder("https://as.example", "me", () -> new JsonWebKeySet(List.of()))
            .build()
            .validate(tokens, Optional.empty())
            .join()
            .orElseThrow();
    return ((IdToken.Unread) token).reason();
  }
}
