package io.grantwright.sdk.pipeshub;

import static io.grantwright.annotations.ClientAuthenticated.BasicEncoding.RAW;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.BASIC;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.BODY;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.NONE;

import io.grantwright.annotations.AtRoot;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.OAuthError;

/**
 * The OAuth 2.0 endpoints of a PipesHub server, at a server URL such as {@code
 * https://pipeshub.example.com/api/v1}.
 *
 * <p>PipesHub's page documents the prefix {@code oauth}; its servers answer under {@code oauth2},
 * where {@code oauth} is another API. Set the path variable {@code oauth} to fit the server.
 */
@SdkClient(name = "PipesHubOAuth")
@PathVariable(name = "oauth", value = "oauth")
public interface PipesHubOAuth {

  /**
   * Starts the authorization code flow (RFC 6749 §4.1.1).
   *
   * <p>Without a user's bearer token the server redirects to its consent page; with one it answers
   * what the page would show, or where to send the user. Public clients have to use PKCE (RFC
   * 7636).
   *
   * @param request what is asked for
   * @return where to send the user, or what to ask them
   */
  @Get("{oauth}/authorize")
  @Fails(status = "400", as = OAuthError.class)
  AuthorizationOutcome authorize(AuthorizationRequest request);

  /**
   * Submits the user's decision, with the user's own session token as bearer token.
   *
   * @param decision the decision, with the parameters of the authorization request
   * @return where to send the user: a redirect with a code, or with {@code access_denied}
   */
  @Post("{oauth}/authorize")
  @JsonBody
  @Bearer(environment = "PIPESHUB_BEARER_AUTH")
  @Fails(status = "4XX", as = OAuthError.class)
  ConsentOutcome submitConsent(ConsentDecision decision);

  /**
   * Exchanges an authorization code, client credentials or a refresh token for tokens (RFC 6749
   * §4.1.3, §4.4.2 and §6).
   *
   * <p>A code that is used twice revokes all tokens of its user. A refresh replaces the refresh
   * token; one that asks for less than {@code offline_access} gets none back, so never narrow the
   * scope of a refresh. A dead refresh token is answered with the code {@code server_error}.
   *
   * @param request the grant
   * @return the tokens; a refresh token only if {@code offline_access} was granted
   */
  @Post("{oauth}/token")
  @FormBody(jsonOnRequest = true)
  @ClientAuthenticated(
      value = {BASIC, BODY, NONE},
      basicEncoding = RAW)
  @Idempotent(when = "grant_type=client_credentials")
  @Fails(
      status = {"400", "401"},
      as = OAuthError.class)
  TokenResponse exchangeToken(TokenRequest request);

  /**
   * Revokes a token (RFC 7009).
   *
   * <p>Without a secret the server does nothing and says 200, so such a call is refused before it
   * is sent. Revoking a refresh token leaves its access tokens alive, whatever the page says; a
   * wrong hint leaves everything alive.
   *
   * @param request the token
   */
  @Post("{oauth}/revoke")
  @FormBody(jsonOnRequest = true)
  @ClientAuthenticated(value = BODY, secretRequired = true)
  @Idempotent
  @Fails(status = "401", as = OAuthError.class)
  void revoke(RevocationRequest request);

  /**
   * Asks whether a token of this client is active, and what it is (RFC 7662).
   *
   * <p>Without a secret the server calls every token inactive, so such a call is refused before it
   * is sent.
   *
   * @param request the token
   * @return the token's state
   */
  @Post("{oauth}/introspect")
  @FormBody(jsonOnRequest = true)
  @ClientAuthenticated(value = BODY, secretRequired = true)
  @Idempotent
  @Fails(status = "401", as = OAuthError.class)
  IntrospectionResponse introspect(IntrospectionRequest request);

  /**
   * Reads who the bearer token's user is (OpenID Connect Core §5.3).
   *
   * @return the user
   */
  @Get("{oauth}/userinfo")
  @Bearer(environment = "PIPESHUB_BEARER_AUTH")
  @Fails(
      status = {"401", "403"},
      as = OAuthError.class)
  UserInfo userInfo();

  /**
   * Reads the server's metadata (OpenID Connect Discovery §4), which lies at the root of the
   * server's origin.
   *
   * @return the metadata
   */
  @Get(".well-known/openid-configuration")
  @AtRoot
  OpenIdConfiguration configuration();

  /**
   * Reads the keys that sign the server's tokens (RFC 7517 §5), none while it signs with a shared
   * secret.
   *
   * @return the keys
   */
  @Get(".well-known/jwks.json")
  @AtRoot
  JsonWebKeys jwks();
}
