package io.grantwright.samples.cli;

import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.sdk.exactonline.ExactOnline;
import io.grantwright.sdk.exactonline.ExactOnlineClient;
import io.grantwright.sdk.github.GitHub;
import io.grantwright.sdk.github.GitHubClient;
import io.grantwright.sdk.google.Google;
import io.grantwright.sdk.google.GoogleClient;
import io.grantwright.sdk.homeassistant.HomeAssistant;
import io.grantwright.sdk.homeassistant.HomeAssistantClient;
import io.grantwright.sdk.oauthnode.OAuthNode;
import io.grantwright.sdk.oauthnode.OAuthNodeClient;
import io.grantwright.sdk.omniport.Omniport;
import io.grantwright.sdk.omniport.OmniportClient;
import io.grantwright.sdk.pipeshub.PipesHubOAuth;
import io.grantwright.sdk.pipeshub.PipesHubOAuthClient;
import io.grantwright.sdk.server.AuthorizationServer;
import io.grantwright.sdk.server.AuthorizationServerClient;
import io.grantwright.sdk.slack.Slack;
import io.grantwright.sdk.slack.SlackClient;
import io.grantwright.sdk.slack.SlackUser;
import io.grantwright.sdk.slack.SlackUserClient;
import io.grantwright.sdk.spotify.Spotify;
import io.grantwright.sdk.spotify.SpotifyClient;
import io.grantwright.sdk.tiktokbusiness.TikTokBusiness;
import io.grantwright.sdk.tiktokbusiness.TikTokBusinessClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * A provider whose descriptor comes with the SDK.
 *
 * @param name the name on the command line
 * @param title what people call it
 * @param descriptor says what it can do, and how it differs from the specifications
 * @param client makes the client that the SDK's processor has generated from the descriptor
 * @param server where it is; empty if each installation is elsewhere
 * @param takesSecrets whether its clients may have secrets
 * @param deviations how it differs, in sentences; empty if it does not
 */
record Provider(
    String name,
    String title,
    Class<?> descriptor,
    Function<Setup, AutoCloseable> client,
    Optional<String> server,
    boolean takesSecrets,
    List<String> deviations) {

  /** Any server that keeps to the standards: what it can do, its metadata says, or the user. */
  static final Provider ANY =
      of(
          "standard",
          "Any server that keeps to the standards",
          AuthorizationServer.class,
          setup -> setup.on(AuthorizationServerClient.builder()).build());

  /** All of them, in the order of their names. */
  static final List<Provider> SHIPPED =
      List.of(
          of(
                  "exactonline",
                  "Exact Online",
                  ExactOnline.class,
                  setup -> setup.on(ExactOnlineClient.builder().host(host(setup.server()))).build())
              .at("https://start.exactonline.nl")
              .deviating(
                  "Numbers in answers are texts.",
                  "A refresh is refused before the last 30 seconds of a token, and comes then.",
                  "Each country has a host of its own: --server https://start.exactonline.be."),
          of("github", "GitHub", GitHub.class, setup -> setup.on(GitHubClient.builder()).build())
              .at("https://github.com")
              .deviating(
                  "Errors come with status 200, in codes of its own.",
                  "The granted scope is written with commas."),
          of("google", "Google", Google.class, setup -> setup.on(GoogleClient.builder()).build())
              .at("https://accounts.google.com")
              .deviating(
                  "Refresh tokens are asked for with access_type=offline, and come again only with"
                      + " prompt=consent: login --offline sends both.",
                  "The device's address is called verification_url."),
          of(
                  "homeassistant",
                  "Home Assistant",
                  HomeAssistant.class,
                  setup -> setup.on(HomeAssistantClient.builder()).build())
              .withoutSecrets()
              .deviating(
                  "A client's identifier is a URL of the redirect URI's host, and there is no"
                      + " secret.",
                  "Any 4XX that refuses a refresh without a code ends the login."),
          of(
              "oauthnode",
              "OAuth node",
              OAuthNode.class,
              setup -> setup.on(OAuthNodeClient.builder()).build()),
          of(
                  "omniport",
                  "Omniport",
                  Omniport.class,
                  setup -> setup.on(OmniportClient.builder()).build())
              .deviating(
                  "A user who refuses is never sent back: authorizations need a deadline.",
                  "A code lives one minute, and the old access token dies at a refresh."),
          of(
                  "pipeshub",
                  "PipesHub",
                  PipesHubOAuth.class,
                  setup -> setup.on(PipesHubOAuthClient.builder().oauth("oauth2")).build())
              .deviating(
                  "Servers answer under oauth2, and not under oauth as documented: a path variable.",
                  "Basic credentials are not form-encoded (RFC 6749 §2.3.1 wants that): sent raw.",
                  "Revocation and introspection take the secret in the body only; without one the"
                      + " server does nothing and says 200, so such calls are refused.",
                  "Errors may lie in an object with a code such as OAUTH_INVALID_CLIENT.",
                  "A dead refresh token is a server_error, which is taken for what it means.",
                  "The authorization endpoint redirects whatever is asked for; errors show only"
                      + " after the user has logged in."),
          of(
                  "slack",
                  "Slack, for the tokens of bots",
                  Slack.class,
                  setup -> setup.on(SlackClient.builder()).build())
              .at("https://slack.com")
              .deviating(
                  "Errors come with status 200, in codes of its own.",
                  "Scopes are written with commas, and the token's type is bot or user."),
          of(
                  "slackuser",
                  "Slack, for the tokens of users",
                  SlackUser.class,
                  setup -> setup.on(SlackUserClient.builder()).build())
              .at("https://slack.com")
              .deviating(
                  "As slack; the scope is asked for as user_scope, and the token stands in"
                      + " authed_user."),
          of(
                  "spotify",
                  "Spotify",
                  Spotify.class,
                  setup -> setup.on(SpotifyClient.builder()).build())
              .at("https://accounts.spotify.com"),
          ANY,
          of(
                  "tiktokbusiness",
                  "TikTok API for Business",
                  TikTokBusiness.class,
                  setup -> setup.on(TikTokBusinessClient.builder()).build())
              .at("https://business-api.tiktok.com/open_api/v1.3/tt_user/oauth2")
              .deviating(
                  "Requests are JSON, and answers stand in data beside a code that is 0 where all"
                      + " is well.",
                  "client_id is client_key in the browser, and code is auth_code in the exchange.",
                  "Tokens are refreshed at an address of their own."));

  /** Finds a provider by its name on the command line. */
  static Provider named(String name) {
    return SHIPPED.stream()
        .filter(each -> each.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    ExitCode.CONFIGURATION,
                    "There is no descriptor of that name; there are "
                        + String.join(", ", SHIPPED.stream().map(Provider::name).toList())
                        + "."));
  }

  /** Whether its endpoints are where its metadata, or the user, says. */
  boolean isAnywhere() {
    return equals(ANY);
  }

  /** What its callbacks and id tokens call it; empty if its descriptor does not say. */
  Optional<String> issuer(Setup setup) {
    try (AutoCloseable made = client.apply(setup)) {
      return issuer(made);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Generated clients throw nothing.
      throw new IllegalStateException(e);
    }
  }

  /** The same, of a client that is there already. */
  static Optional<String> issuer(AutoCloseable client) {
    return Deviating.of(client).issuer();
  }

  private static Provider of(
      String name, String title, Class<?> descriptor, Function<Setup, AutoCloseable> client) {
    return new Provider(name, title, descriptor, client, Optional.empty(), true, List.of());
  }

  private Provider at(String server) {
    return new Provider(
        name, title, descriptor, client, Optional.of(server), takesSecrets, deviations);
  }

  private Provider withoutSecrets() {
    return new Provider(name, title, descriptor, client, server, false, deviations);
  }

  private Provider deviating(String... sentences) {
    return new Provider(name, title, descriptor, client, server, takesSecrets, List.of(sentences));
  }

  private static String host(String server) {
    return HttpUrl.get(server).host();
  }
}
