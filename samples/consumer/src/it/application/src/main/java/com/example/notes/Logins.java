package com.example.notes;

import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.LogoutReport;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.io.IOException;

/** The README's logins and sessions. */
final class Logins {
  private Logins() {}

  static Granted inTheBrowser(AuthorizationServerClient server, ServerMetadata metadata)
      throws IOException, InterruptedException {
    // README: Logins, 1
  }

  static Granted onADevice(AuthorizationServerClient server) throws InterruptedException {
    // README: Logins, 2
  }

  static NotesClient lasting(
      AuthorizationServerClient server, TokenStore store, String userId, Granted granted) {
    // README: Sessions, 1
    if (!accessToken.equals(granted.tokens().accessToken())) {
      throw new IllegalStateException("A token that is valid was not used.");
    }
    return notes;
  }

  static LogoutReport over(OAuthSession session) {
    // README: Sessions, 2
    return report;
  }

  static OAuthSession ofAService(AuthorizationServerClient server, TokenStore store) {
    // README: Sessions, 3
    return service;
  }
}
