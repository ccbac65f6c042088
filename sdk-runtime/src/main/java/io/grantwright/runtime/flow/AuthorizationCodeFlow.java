package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.AuthorizationRequest;
import io.grantwright.runtime.oauth.CodeChallenge;
import io.grantwright.runtime.oauth.CodeExchange;
import io.grantwright.runtime.oauth.CodeVerifier;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Authorization through a browser: authorization code with PKCE (RFC 6749 §4.1, RFC 7636), as RFC
 * 9700 §2.1 wants it. There is no other way to a token from a callback.
 *
 * <pre>{@code
 * PendingAuthorization pending = flow.authorization(redirectUri).scope("openid").start();
 * // send the browser to pending.authorizationUrl(), keep pending in the user's session
 * TokenResponse tokens = flow.complete(pending, AuthorizationCallback.ofUri(callbackUri));
 * }</pre>
 */
public final class AuthorizationCodeFlow {
  /** How long an authorization may take, and the longest time that may be set. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final int RANDOM_BYTES = 32;

  private static final Set<String> OWN_PARAMETERS =
      Set.of(
          "response_type",
          "client_id",
          "client_secret",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "resource",
          "request",
          "request_uri");

  private final AuthorizationCodeGrant grant;
  private final Optional<String> issuer;
  private final boolean issuerRequired;
  private final Duration lifetime;
  private final Clock clock;
  private final RandomGenerator random;

  private AuthorizationCodeFlow(Builder builder) {
    this.grant = builder.grant;
    this.issuer = builder.issuer;
    this.issuerRequired = builder.issuerRequired;
    this.lifetime = builder.lifetime;
    this.clock = builder.clock;
    this.random = builder.random;
  }

  /**
   * Starts a flow with the server of a client.
   *
   * @param grant the client
   * @return a builder
   */
  public static Builder builder(AuthorizationCodeGrant grant) {
    return new Builder(grant);
  }

  /**
   * Prepares an authorization.
   *
   * @param redirectUri where the server is to send the answer, byte for byte as registered
   * @return its further settings
   * @throws IllegalArgumentException if the redirect URI has no scheme, or has a fragment
   */
  public Start authorization(String redirectUri) {
    return new Start(redirectUri);
  }

  /**
   * Checks a callback and asks for the tokens, once.
   *
   * @param pending the authorization that the browser was sent off with, from the same user's
   *     session
   * @param callback what the browser brought back
   * @return the tokens
   * @throws AuthorizationException if the callback is not the answer to this authorization, comes
   *     too late or again, or says no
   * @throws io.grantwright.runtime.error.CallException if the token request fails
   */
  public TokenResponse complete(PendingAuthorization pending, AuthorizationCallback callback) {
    pending.requireOwn(callback);
    pending.take();
    pending.requireIssuer(callback);
    Secret code =
        callback
            .code()
            .orElseThrow(
                () ->
                    new AuthorizationException.Denied(
                        callback.error().orElseThrow(),
                        callback.errorDescription(),
                        callback.errorUri()));
    return grant.exchangeCode(
        new CodeExchange(
            code,
            Optional.of(pending.redirectUri()),
            Optional.of(pending.codeVerifier().secret()),
            pending.resource()));
  }

  private Secret randomSecret() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The settings of one authorization. */
  public final class Start {
    private final String redirectUri;
    private String arrivesAt;
    private Scope scope = Scope.NONE;
    private Optional<String> resource = Optional.empty();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> data = new LinkedHashMap<>();

    private Start(String redirectUri) {
      this.redirectUri = checked(redirectUri);
      this.arrivesAt = redirectUri;
    }

    /**
     * Sets what is asked for.
     *
     * @param values the scope values, each by itself
     * @return this
     */
    public Start scope(String... values) {
      this.scope = Scope.of(values);
      return this;
    }

    /**
     * Sets what the tokens are for (RFC 8707 §2).
     *
     * @param uri the resource's URI
     * @return this
     */
    public Start resource(String uri) {
      this.resource = Optional.of(uri);
      return this;
    }

    /**
     * Adds a parameter to the authorization request, such as {@code prompt} or one that only this
     * server has.
     *
     * @param name the name
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if the flow sets the parameter itself, or it is there
     *     already
     */
    public Start parameter(String name, String value) {
      if (OWN_PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "The flow sets " + name + " itself, or must not send it; leave it out");
      }
      if (name.equals("response_mode") && !Set.of("query", "form_post").contains(value)) {
        throw new IllegalArgumentException(
            "response_mode is query or form_post: other answers do not reach a server");
      }
      if (parameters.putIfAbsent(name, Objects.requireNonNull(value, "value")) != null) {
        throw new IllegalArgumentException("The parameter " + name + " is set already");
      }
      return this;
    }

    /**
     * Keeps data of the application's with the authorization. It is not sent.
     *
     * @param name a name of the application's choice
     * @param value the value
     * @return this
     */
    public Start data(String name, String value) {
      data.put(name, Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Says at which address callbacks arrive where that is not the redirect URI, because a proxy or
     * a relay stands in between.
     *
     * @param uri the address as the application sees it
     * @return this
     * @throws IllegalArgumentException if it has no scheme, or has a fragment
     */
    public Start arrivesAt(String uri) {
      this.arrivesAt = checked(uri);
      return this;
    }

    /**
     * Starts the authorization, with a state, a verifier, and for {@code openid} a nonce of its
     * own.
     *
     * @return the authorization, with the address that the browser is to open
     */
    public PendingAuthorization start() {
      Secret state = randomSecret();
      Optional<Secret> nonce =
          scope.values().contains("openid") ? Optional.of(randomSecret()) : Optional.empty();
      CodeVerifier verifier = CodeVerifier.random(random);
      Instant deadline = clock.instant().plus(lifetime);
      return new PendingAuthorization(
          url(state, nonce, verifier.challenge()),
          new PendingAuthorization.Terms(
              state,
              nonce,
              verifier,
              issuer,
              issuerRequired,
              redirectUri,
              arrivesAt,
              scope,
              resource,
              Map.copyOf(data),
              deadline),
          clock);
    }

    private String url(Secret state, Optional<Secret> nonce, CodeChallenge challenge) {
      String text = scope.text();
      StringBuilder url =
          new StringBuilder(
              grant.authorizationUrl(
                  new AuthorizationRequest(
                      Optional.of(redirectUri),
                      text.isEmpty() ? Optional.empty() : Optional.of(text),
                      Optional.of(state),
                      Optional.of(challenge.text()),
                      Optional.of(challenge.method()),
                      nonce,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      resource)));
      Map<String, String> sent = CallbackParameters.read(CallbackParameters.query(url.toString()));
      parameters.forEach(
          (name, value) -> {
            if (sent.containsKey(name)) {
              throw new IllegalArgumentException("The client sends " + name + " itself already");
            }
            url.append(url.indexOf("?") < 0 ? '?' : '&').append(encode(name));
            url.append('=').append(encode(value));
          });
      return url.toString();
    }

    /** RFC 6749 §3.1.2: absolute, without a fragment; anything else is the server's business. */
    private static String checked(String uri) {
      if (!uri.matches("[A-Za-z][A-Za-z0-9+.-]*:[^#]*")) {
        throw new IllegalArgumentException(
            "A redirect URI is absolute and has no fragment (RFC 6749 §3.1.2)");
      }
      return uri;
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  /** Builds a flow. */
  public static final class Builder {
    private final AuthorizationCodeGrant grant;
    private Optional<String> issuer = Optional.empty();
    private boolean issuerRequired;
    private Duration lifetime = LIFETIME;
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();

    private Builder(AuthorizationCodeGrant grant) {
      this.grant = Objects.requireNonNull(grant, "grant");
    }

    /**
     * Says which server users are sent to; its callbacks are checked where they name their issuer.
     *
     * @param issuer the server's identifier, exactly
     * @return this
     */
    public Builder issuer(String issuer) {
      this.issuer = Optional.of(issuer);
      return this;
    }

    /**
     * Takes the issuer from discovered metadata, and whether callbacks must name it (RFC 9207 §3).
     *
     * @param metadata the server's metadata
     * @return this
     */
    public Builder metadata(ServerMetadata metadata) {
      this.issuerRequired = metadata.authorizationResponseIssParameterSupported().orElse(false);
      return issuer(metadata.issuer());
    }

    /**
     * Sets how long an authorization may take.
     *
     * @param lifetime more than nothing, and at most {@link #LIFETIME}
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public Builder lifetime(Duration lifetime) {
      if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LIFETIME) > 0) {
        throw new IllegalArgumentException(
            "An authorization lives for more than nothing and at most "
                + LIFETIME
                + ", not "
                + lifetime);
      }
      this.lifetime = lifetime;
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param clock tells when authorizations start and expire
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets where states, nonces and verifiers come from.
     *
     * @param random a cryptographically strong source; a {@link SecureRandom} if not set
     * @return this
     */
    public Builder random(RandomGenerator random) {
      this.random = Objects.requireNonNull(random, "random");
      return this;
    }

    /** {@return the flow} */
    public AuthorizationCodeFlow build() {
      return new AuthorizationCodeFlow(this);
    }
  }
}
