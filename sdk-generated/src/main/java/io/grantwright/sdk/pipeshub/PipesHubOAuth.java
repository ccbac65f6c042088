package io.grantwright.sdk.pipeshub;

import static io.grantwright.annotations.ClientAuthenticated.BasicEncoding.RAW;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.BASIC;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.BODY;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.NONE;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.At;
import io.grantwright.annotations.AtRoot;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Issuer;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Timeouts;
import io.grantwright.runtime.error.OAuthError;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.ClientCredentialsRequest;
import io.grantwright.runtime.oauth.CodeExchange;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Revocation;

/**
 * The OAuth 2.0 endpoints of a PipesHub server, at a server URL such as {@code
 * https://pipeshub.example.com/api/v1}.
 *
 * <p><b>Prefix.</b> PipesHub's page documents the prefix {@code oauth}; its servers answer under
 * {@code oauth2}, where {@code oauth} is another API. Set the path variable {@code oauth} to fit
 * the server: {@code builder().oauth("oauth2")}.
 *
 * <p><b>Client.</b> Identifier and secret are those of the client's authentication, and the
 * requests need none of their own. The token endpoint takes Basic, which the server does not decode
 * and which is therefore sent raw, or the body, or a public client's identifier. Revocation and
 * introspection read the secret only from the body, where it goes whatever mechanism was set;
 * without one the server does nothing and says 200, so that such calls are refused before they are
 * sent, those of public clients too.
 *
 * <p><b>User.</b> {@link #authorizeAsUser}, {@link #submitConsent} and {@link #userInfo} carry a
 * bearer token: the client's or the call's, else that of the environment variable {@code
 * PIPESHUB_BEARER_AUTH}. The first two want a user's session token, the last an access token that
 * was granted {@code openid}.
 *
 * <p><b>Flows and sessions.</b> The operations below are those of PipesHub's page. Those that it
 * inherits are the same endpoints for {@link io.grantwright.runtime.flow.AuthorizationCodeFlow} and
 * {@link io.grantwright.runtime.session.OAuthSession}, to which a dead refresh token is one
 * although the server calls it {@code server_error}. The server's metadata calls it by its origin,
 * {@code https://pipeshub.example.com}; a callback that names its issuer has to name that.
 *
 * <p><b>Bodies.</b> Token, revocation and introspection requests are forms, or JSON where the
 * call's options ask for it.
 *
 * <p><b>Errors.</b> Those of OAuth are {@link io.grantwright.runtime.error.OAuthException}, in
 * either shape that the server gives them: {@code {"error":"invalid_grant"}}, and {@code
 * {"error":{"code":"OAUTH_INVALID_CLIENT"}}}, whose code keeps its text. Those of the server's
 * framework, such as {@code VALIDATION_ERROR} for a missing or malformed parameter and {@code
 * HTTP_UNAUTHORIZED} for a session that is over, are {@link
 * io.grantwright.runtime.error.UnexpectedAnswerException}. Token, revocation and introspection
 * share one limit of requests for each address, a thousand in a minute unless configured: beyond it
 * the server answers 429 and says in {@code Retry-After} how long to wait. Nothing is retried
 * unless the client is set to.
 */
@SdkClient(name = "PipesHubOAuth")
@Issuer(atRoot = true)
@PathVariable(name = "oauth", value = "oauth")
@Address(role = Role.AUTHORIZATION, value = "{oauth}/authorize")
@Address(role = Role.TOKEN, value = "{oauth}/token")
@Address(role = Role.REVOCATION, value = "{oauth}/revoke")
@ErrorCode(
    value = "server_error",
    status = "400",
    as = ErrorCode.Meaning.INVALID_GRANT,
    at = Role.REFRESH)
public interface PipesHubOAuth
    extends AuthorizationCodeGrant, RefreshTokenGrant, ClientCredentialsGrant, Revocation {

  /**
   * Starts the authorization code flow (RFC 6749 §4.1.1), as a browser without a session would.
   *
   * <p>The server redirects to its consent page whatever is asked for, before it looks at any
   * parameter; errors show only there, after the user has logged in. To send a user there, open
   * this endpoint's address in their browser instead. Public clients have to use PKCE (RFC 7636).
   *
   * @param request what is asked for
   * @return where to send the user
   */
  @Get("{oauth}/authorize")
  @Fails(status = "400", as = OAuthError.class)
  AuthorizationOutcome authorize(AuthorizationRequest request);

  /**
   * Asks what a consent page has to show, with the user's own session token as bearer token; for
   * those who show that page themselves.
   *
   * <p>It never issues a code: {@link #submitConsent} does. A scope that the client may not have,
   * and a public client without PKCE, come back as a redirect URI with an error; an unknown client
   * or redirect URI as an error of OAuth. A session that is over is redirected to log in, as in
   * {@link #authorize}.
   *
   * @param request what is asked for
   * @return what to ask the user, or where to send them
   */
  @Get("{oauth}/authorize")
  @Bearer(environment = "PIPESHUB_BEARER_AUTH")
  @Fails(status = "400", as = OAuthError.class)
  AuthorizationOutcome authorizeAsUser(AuthorizationRequest request);

  /**
   * Submits the user's decision, with the user's own session token as bearer token.
   *
   * <p>The server does not remember it, and asks again the next time. It does not look at PKCE
   * here: hand on the challenge of the authorization request, or the code is issued without.
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
   * <p>A code lives for ten minutes and works once: one that is used twice revokes all tokens that
   * its user has from this client, so a code is never sent again unless it surely did not arrive. A
   * wrong verifier does not use it up.
   *
   * <p>A refresh replaces the refresh token, and leaves the old access token alive. One that asks
   * for a scope without {@code offline_access} gets no refresh token back, while the old one is
   * dead: never narrow the scope of a refresh. A dead refresh token is answered with status 400 and
   * the code {@code server_error}, never with {@code invalid_grant}.
   *
   * <p>Client credentials get neither a refresh token nor {@code openid}, {@code profile}, {@code
   * email} and {@code offline_access}, even if they are asked for: compare the scope of the answer.
   * Without a secret they are answered with {@code server_error}.
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
   * Exchanges a code, as {@link #exchangeToken} does.
   *
   * @param exchange the code, and what proves that it is this client's
   * @return the tokens
   */
  @Override
  @Post
  @At(Role.TOKEN)
  @FormBody
  @ClientAuthenticated(
      value = {BASIC, BODY, NONE},
      basicEncoding = RAW)
  @Timeouts(totalMillis = 60_000)
  @Constant(name = "grant_type", value = "authorization_code")
  @Fails(
      status = {"400", "401"},
      as = OAuthError.class)
  io.grantwright.runtime.oauth.TokenResponse exchangeCode(CodeExchange exchange);

  /**
   * Asks for a new access token, as {@link #exchangeToken} does.
   *
   * @param request the newest refresh token
   * @return the tokens, with the refresh token that takes its place
   */
  @Override
  @Post
  @At(Role.REFRESH)
  @FormBody
  @ClientAuthenticated(
      value = {BASIC, BODY, NONE},
      basicEncoding = RAW)
  @Constant(name = "grant_type", value = "refresh_token")
  @Fails(
      status = {"400", "401"},
      as = OAuthError.class)
  io.grantwright.runtime.oauth.TokenResponse refreshToken(RefreshRequest request);

  /**
   * Asks for tokens of the client's own, as {@link #exchangeToken} does.
   *
   * @param request what is asked for
   * @return the tokens
   */
  @Override
  @Post
  @At(Role.TOKEN)
  @FormBody
  @Idempotent
  @ClientAuthenticated(
      value = {BASIC, BODY},
      basicEncoding = RAW,
      secretRequired = true)
  @Constant(name = "grant_type", value = "client_credentials")
  @Fails(
      status = {"400", "401"},
      as = OAuthError.class)
  io.grantwright.runtime.oauth.TokenResponse clientCredentials(ClientCredentialsRequest request);

  /**
   * Revokes a token (RFC 7009).
   *
   * <p>Without a secret the server does nothing and says 200, so such a call is refused before it
   * is sent. Revoking a refresh token leaves its access tokens alive, whatever the page says; a
   * wrong hint leaves everything alive. An unknown token is no error.
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
   * Revokes a token, as {@link #revoke} does.
   *
   * @param request the token
   */
  @Override
  @Post
  @At(Role.REVOCATION)
  @FormBody
  @ClientAuthenticated(value = BODY, secretRequired = true)
  @Idempotent
  @Fails(status = "401", as = OAuthError.class)
  void revokeToken(io.grantwright.runtime.oauth.RevocationRequest request);

  /**
   * Asks whether a token of this client is active, and what it is (RFC 7662). A token of another
   * client is never active.
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
   * <p>A token of client credentials has no user: it is answered with {@code insufficient_scope}.
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
   * Reads the same metadata at the address of RFC 8414 §3.
   *
   * @return the metadata
   */
  @Get(".well-known/oauth-authorization-server")
  @AtRoot
  OpenIdConfiguration authorizationServerMetadata();

  /**
   * Reads the metadata of the server's MCP endpoint as a protected resource (RFC 9728 §3). The
   * server has none at the address without {@code mcp}.
   *
   * @return the metadata
   */
  @Get(".well-known/oauth-protected-resource/mcp")
  @AtRoot
  ProtectedResource protectedResource();

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
