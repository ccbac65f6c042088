package com.example.notes;

import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.sdk.server.AuthorizationServerClient;

/** The README's sessions. */
final class Logins {
  private Logins() {}

  static NotesClient lasting(
      AuthorizationServerClient server, TokenStore store, String userId, TokenResponse tokens) {
    // README: Sessions, 1
    if (!accessToken.equals(tokens.accessToken())) {
      throw new IllegalStateException("A token that is valid was not used.");
    }
    return notes;
  }
}
