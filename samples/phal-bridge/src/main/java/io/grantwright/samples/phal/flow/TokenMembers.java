package io.grantwright.samples.phal.flow;

import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as skills know them: the members of the server's answer, and {@code expires_at}. */
final class TokenMembers {
  private static final double MILLIS = 1000.0;

  private TokenMembers() {}

  /** An answer, received at a time. Without a lifetime, it does not say when it ends. */
  static Map<String, @Nullable Object> of(TokenResponse tokens, Instant now) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("access_token", tokens.accessToken().reveal());
    members.put("token_type", tokens.tokenType());
    tokens.expiresIn().ifPresent(seconds -> members.put("expires_in", seconds));
    tokens.refreshToken().ifPresent(token -> members.put("refresh_token", token.reveal()));
    tokens.scope().ifPresent(scope -> members.put("scope", scope));
    tokens.idToken().ifPresent(token -> members.put("id_token", token.reveal()));
    tokens.unknown().asMap().forEach(members::putIfAbsent);
    tokens
        .expiresIn()
        .filter(seconds -> seconds > 0)
        .ifPresent(s -> members.put("expires_at", now.toEpochMilli() / MILLIS + s));
    return members;
  }

  /** What is stored, which is the newest answer over those before. */
  static Map<String, @Nullable Object> of(StoredGrant grant) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    StoredToken token = grant.accessToken(TokenKey.DEFAULT).orElseThrow();
    members.put("access_token", token.accessToken().reveal());
    members.put("token_type", token.tokenType());
    token.expiresAt().ifPresent(end -> members.put("expires_in", (end - token.issuedAt()) / 1000));
    grant.refreshToken().map(Secret::reveal).ifPresent(text -> members.put("refresh_token", text));
    token.scope().or(grant::scope).ifPresent(scope -> members.put("scope", scope));
    token.idToken().map(Secret::reveal).ifPresent(text -> members.put("id_token", text));
    token.unknown().asMap().forEach(members::putIfAbsent);
    token.expiresAt().ifPresent(end -> members.put("expires_at", end / MILLIS));
    return members;
  }
}
