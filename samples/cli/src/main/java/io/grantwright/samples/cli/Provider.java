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
              "exactonline",
              "Exact Online",
              "io.grantwright.sdk.exactonline.ExactOnline",
              List.of(
                  "Numbers in answers are texts.",
                  "A refresh is refused before the last 30 seconds of a token, and comes then.",
                  "Each country has a host of its own: a path variable.")),
          new Provider(
              "github",
              "GitHub",
              "io.grantwright.sdk.github.GitHub",
              List.of(
                  "Errors come with status 200, in codes of its own.",
                  "The granted scope is written with commas.")),
          new Provider(
              "google",
              "Google",
              "io.grantwright.sdk.google.Google",
              List.of(
                  "Refresh tokens are asked for with access_type=offline, and come again only with prompt=consent.",
                  "The device's address is called verification_url.")),
          new Provider(
              "homeassistant",
              "Home Assistant",
              "io.grantwright.sdk.homeassistant.HomeAssistant",
              List.of(
                  "A client's identifier is a URL, and there is no secret.",
                  "Any 4XX that refuses a refresh without a code ends the login.")),
          new Provider(
              "oauthnode", "OAuth node", "io.grantwright.sdk.oauthnode.OAuthNode", List.of()),
          new Provider(
              "omniport",
              "Omniport",
              "io.grantwright.sdk.omniport.Omniport",
              List.of(
                  "A user who refuses is never sent back: authorizations need a deadline.",
                  "A code lives one minute, and the old access token dies at a refresh.")),
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
                  "A dead refresh token is a server_error, which is taken for what it means.",
                  "The authorization endpoint redirects whatever is asked for; errors show only"
                      + " after the user has logged in.")),
          new Provider(
              "slack",
              "Slack, for the tokens of bots",
              "io.grantwright.sdk.slack.Slack",
              List.of(
                  "Errors come with status 200, in codes of its own.",
                  "Scopes are written with commas, and the token's type is bot or user.")),
          new Provider(
              "slackuser",
              "Slack, for the tokens of users",
              "io.grantwright.sdk.slack.SlackUser",
              List.of(
                  "As slack; the scope is asked for as user_scope, and the token stands in authed_user.")),
          new Provider("spotify", "Spotify", "io.grantwright.sdk.spotify.Spotify", List.of()),
          new Provider(
              "standard",
              "Any server that keeps to the standards",
              "io.grantwright.sdk.server.AuthorizationServer",
              List.of()),
          new Provider(
              "tiktokbusiness",
              "TikTok API for Business",
              "io.grantwright.sdk.tiktokbusiness.TikTokBusiness",
              List.of(
                  "Requests are JSON, and answers stand in data beside a code that is 0 where all is well.",
                  "client_id is client_key in the browser, and code is auth_code in the exchange.",
                  "Tokens are refreshed at an address of their own.")));
}
