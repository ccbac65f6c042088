package io.grantwright.samples.cli;

import java.util.List;

/**
 * A provider whose descriptor comes with the SDK.
 *
 * @param name the name on the command line
 * @param title what people call it
 * @param descriptor the descriptor's class
 * @param deviations how it differs from the specifications; empty if it does not
 */
record Provider(String name, String title, String descriptor, List<String> deviations) {
  /** All of them, in the order of their names. */
  static final List<Provider> SHIPPED =
      List.of(
          new Provider(
              "pipeshub",
              "PipesHub",
              "io.grantwright.sdk.pipeshub.PipesHubOAuth",
              List.of(
                  "Servers answer under oauth2, and not under oauth as documented: a path variable.",
                  "Basic credentials are not form-encoded (RFC 6749 §2.3.1 wants that): sent raw.",
                  "Revocation and introspection take the secret in the body only; without one the"
                      + " server does nothing and says 200, so such calls are refused.",
                  "Errors may lie in an object with a code such as OAUTH_INVALID_CLIENT.",
                  "The authorization endpoint redirects whatever is asked for; errors show only"
                      + " after the user has logged in.")),
          new Provider(
              "standard",
              "Any server that keeps to the standards",
              "io.grantwright.sdk.server.AuthorizationServer",
              List.of()));
}
