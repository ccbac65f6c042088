package com.example.notes;

import dev.failsafe.RetryPolicy;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.pipeshub.GrantType;
import io.grantwright.sdk.pipeshub.PipesHubOAuthClient;
import io.grantwright.sdk.pipeshub.TokenRequest;
import io.grantwright.sdk.pipeshub.TokenResponse;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.time.Duration;

/** The README's clients. */
final class Clients {
  private Clients() {}

  static void printTokens(String secret) {
    // README: A client, 1
  }

  static AuthorizationServerClient discovered() {
    // README: A client, 2
    return server;
  }

  static NotesClient patient(Secret token) {
    // README: Retries, 1
    return notes;
  }

  static NotesClient withPolicy(Secret token) {
    // README: Retries, 2
    return notes;
  }
}
