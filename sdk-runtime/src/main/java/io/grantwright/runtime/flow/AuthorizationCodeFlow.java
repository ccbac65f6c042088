package io.grantwright.runtime.flow;

import io.grantwright.annotations.Pkce;
import io.grantwright.runtime.endpoint.ClientDeviations;
import io.grantwright.runtime.endpoint.Deviating;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * Authorization through a browser: authorization code with PKCE (RFC 6749 §4.1, RFC 7636), as RFC
 * 9700 §2.1 wants it. There is no other way to a token from a callback.
 *
 * <pre>{@code
 * PendingAuthorization pending = flow.authorization(redirectUri).scope("openid").start();
 * // send the browser to pending.authorizationUrl(), keep pending in the user's session
 * TokenResponse tokens = flow.complete(pending, AuthorizationCallback.ofUri(callbackUri)).tokens();
 * }</pre>
 *
 * <p>Threads may share a flow; an application builds one for each server and keeps it, since it is
 * the flow that knows which authorizations it has completed.
 */
public final class AuthorizationCodeFlow {
  /** How long an authorization may take, and the longest time that may be set. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final int RANDOM_BYTES = 32;

  private static final String PROMPT = "prompt";

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
  private final ClientDeviations deviations;
  private final Optional<String> issuer;
  private final boolean issuerRequired;
  private final Duration lifetime;
  private final Clock clock;
  private final RandomGenerator random;
  private final int verifierLength;
  private final UsedStates used = new UsedStates();
  private final Optional<IdTokenValidator> idTokens;
  private final BiFunction<CodeExchange, Map<String, String>, TokenResponse> exchange;
  private final Optional<
          BiFunction<CodeExchange, Map<String, String>, CompletableFuture<TokenResponse>>>
      exchangeAsync;

  private AuthorizationCodeFlow(Builder builder) {
    this.grant = builder.grant;
    this.deviations = Deviating.of(builder.grant);
    this.issuer = builder.issuer;
    this.issuerRequired = builder.issuerRequired;
    this.lifetime = builder.lifetime;
    this.clock = builder.clock;
    this.random = builder.random;
    this.verifierLength = builder.verifierLength;
    this.exchange = builder.exchange.orElse((code, callback) -> grant.exchangeCode(code));
    this.exchangeAsync = builder.exchangeAsync;
    this.idTokens = builder.idTokens;
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
    return new Start(Optional.of(Start.checked(redirectUri)));
  }

  /**
   * Prepares an authorization that leaves the redirect URI to the server, which knows exactly one
   * (RFC 6749 §3.1.2.3). It is not in the token request then, either.
   *
   * @return its further settings, of which {@link Start#arrivesAt} is required
   */
  public Start authorization() {
    return new Start(Optional.empty());
  }

  /**
   * Checks a callback and asks for the tokens, once.
   *
   * @param pending the authorization that the browser was sent off with, from the same user's
   *     session
   * @param callback what the browser brought back
   * @return the tokens
   * @throws AuthorizationException if the callback is not the answer to this authorization, comes
   *     too late or again, or says no, or if the id token is not valid
   * @throws io.grantwright.runtime.error.CallException if the token request fails; or that for the
   *     keys of id tokens, which comes first and leaves the authorization pending
   */
  public Granted complete(PendingAuthorization pending, AuthorizationCallback callback) {
    AuthorizationCallback standard = recognised(pending, callback);
    joined(keysFor(pending, standard));
    return completeRecognised(pending, standard);
  }

  private Granted completeRecognised(PendingAuthorization pending, AuthorizationCallback callback) {
    CodeExchange redemption = redeem(pending, callback);
    Map<String, String> others = pending.others(callback);
    return joined(granted(pending, others, exchange.apply(redemption, others)));
  }

  /**
   * Takes the authorization that a callback answers out of a store, checks the callback and asks
   * for the tokens, once.
   *
   * @param store where the authorization was put
   * @param browser the value of the browser that brings the callback, as it was put
   * @param callback what the browser brought back
   * @return the tokens
   * @throws AuthorizationException if there is no such authorization, or as by {@link
   *     #complete(PendingAuthorization, AuthorizationCallback)}. What is not the answer to it, such
   *     as a callback at another address, leaves it in the store
   * @throws io.grantwright.runtime.error.CallException if the token request fails; or that for the
   *     keys of id tokens, which comes first and leaves the authorization in the store
   */
  public Granted complete(PendingStore store, Secret browser, AuthorizationCallback callback) {
    PendingAuthorization pending =
        callback
            .state()
            .flatMap(state -> store.take(state, browser))
            .orElseThrow(
                () ->
                    new AuthorizationException.WrongState(
                        "The callback's state is that of no authorization of this browser: it may"
                            + " have been completed before, or be an attack"));
    AuthorizationCallback standard;
    try {
      standard = recognised(pending, callback);
      joined(keysFor(pending, standard));
    } catch (RuntimeException e) {
      store.put(pending, browser); // Nothing is used up, and the real callback may still come.
      throw e;
    }
    return completeRecognised(pending, standard);
  }

  /**
   * Checks a callback and asks for the tokens, once, and blocks no thread for it.
   *
   * @param pending the authorization that the browser was sent off with, from the same user's
   *     session
   * @param callback what the browser brought back
   * @return the tokens, or what {@link #complete} throws
   * @throws IllegalStateException if the flow does not know how, see {@link Builder#exchangeAsync}
   */
  public CompletableFuture<Granted> completeAsync(
      PendingAuthorization pending, AuthorizationCallback callback) {
    BiFunction<CodeExchange, Map<String, String>, CompletableFuture<TokenResponse>> call =
        exchangeAsync.orElseThrow(
            () ->
                new IllegalStateException(
                    "The flow knows no exchange that blocks no thread; build it with"
                        + " exchangeAsync((code, callback) -> client.async().exchangeCode(code))"));
    try {
      AuthorizationCallback standard = recognised(pending, callback);
      return keysFor(pending, standard)
          .thenCompose(
              ready -> {
                CodeExchange redemption = redeem(pending, standard);
                Map<String, String> others = pending.others(standard);
                return call.apply(redemption, others)
                    .thenCompose(tokens -> granted(pending, others, tokens));
              });
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * The keys of the id token that will come. Asked for before the code is: without them the code
   * would be spent for nothing, and so far everything can be tried again.
   */
  private CompletableFuture<?> keysFor(
      PendingAuthorization pending, AuthorizationCallback callback) {
    return idTokens
        .filter(validator -> pending.nonce().isPresent() && callback.code().isPresent())
        .<CompletableFuture<?>>map(IdTokenValidator::ready)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Granted> granted(
      PendingAuthorization pending, Map<String, String> others, TokenResponse tokens) {
    return Granted.of(
        withScope(tokens, others),
        idTokens,
        pending.nonce(),
        pending.scope(),
        others,
        pending.data());
  }

  /** Where callbacks tell the granted scope, answers do not. */
  private TokenResponse withScope(TokenResponse tokens, Map<String, String> others) {
    String scope = others.get("scope");
    return scope == null || tokens.scope().isPresent() || deviations.scopeInCallback().isEmpty()
        ? tokens
        : new TokenResponse(
            tokens.accessToken(),
            tokens.tokenType(),
            tokens.expiresIn(),
            tokens.refreshToken(),
            Optional.of(scope.replace(deviations.scopeInCallback().get(), " ")),
            tokens.idToken(),
            tokens.unknown());
  }

  /** Waits for the keys of id tokens, and throws what went wrong as it is. */
  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Refuses what is not the answer to this authorization, and uses nothing up. */
  private AuthorizationCallback recognised(
      PendingAuthorization pending, AuthorizationCallback callback) {
    requireOwn(pending);
    AuthorizationCallback standard = callback.standard(deviations.callbackNames());
    pending.requireOwn(standard);
    if (!deviations.isGenuine(callback.parameters())) {
      throw new AuthorizationException.NotGenuine();
    }
    return standard;
  }

  /** The one door from a callback that is recognised to tokens. */
  private CodeExchange redeem(PendingAuthorization pending, AuthorizationCallback callback) {
    pending.take(used);
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
    return new CodeExchange(
        code,
        pending.redirectUri(),
        deviations.pkce() == Pkce.Method.NONE
            ? Optional.empty()
            : Optional.of(pending.codeVerifier().secret()),
        pending.resource());
  }

  /** A code must not go to another server than the one that issued it (RFC 9700 §4.4). */
  private void requireOwn(PendingAuthorization pending) {
    if (!pending.issuer().equals(issuer)) {
      throw new AuthorizationException.WrongFlow(
          "The authorization was started with "
              + pending.issuer().orElse("an unnamed server")
              + ", but this flow is with "
              + issuer.orElse("an unnamed server")
              + "; complete it with the flow that started it");
    }
  }

  private Secret randomSecret() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The settings of one authorization. */
  public final class Start {
    private final Optional<String> redirectUri;
    private Optional<String> arrivesAt;
    private Scope scope = Scope.NONE;
    private boolean offline;
    private Optional<String> resource = Optional.empty();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> data = new LinkedHashMap<>();

    private Start(Optional<String> redirectUri) {
      this.redirectUri = redirectUri;
      this.arrivesAt = redirectUri;
    }

    /**
     * Sets what is asked for.
     *
     * @param values the scope values, each by itself
     * @return this
     */
    public Start scope(String... values) {
      return scope(Scope.of(values));
    }

    /**
     * Sets what is asked for.
     *
     * @param scope the scope
     * @return this
     */
    public Start scope(Scope scope) {
      this.scope = Objects.requireNonNull(scope, "scope");
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
     * Asks for a refresh token the way of OpenID Connect Core §11: the scope {@code offline_access}
     * together with {@code prompt=consent}, without which servers drop the scope silently. A {@code
     * prompt} that the application sets is kept beside it. Where a provider wants it otherwise, its
     * descriptor says so.
     *
     * @return this
     */
    public Start offlineAccess() {
      this.offline = true;
      return this;
    }

    /**
     * Sets for whom the access token is, at servers that want that instead of a {@link #resource}.
     *
     * @param audience the API's identifier
     * @return this
     * @throws IllegalArgumentException if it is set already
     */
    public Start audience(String audience) {
      return parameter("audience", audience);
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
      this.arrivesAt = Optional.of(checked(uri));
      return this;
    }

    /**
     * Starts the authorization, with a state, a verifier, and for {@code openid} a nonce of its
     * own.
     *
     * @return the authorization, with the address that the browser is to open
     * @throws IllegalArgumentException if a parameter is one that the client sends itself, or
     *     contradicts offline access
     * @throws IllegalStateException if there is no redirect URI, and nothing says where callbacks
     *     arrive
     */
    public PendingAuthorization start() {
      String arrival =
          arrivesAt.orElseThrow(
              () ->
                  new IllegalStateException(
                      "Without a redirect URI, say with arrivesAt where the server sends"
                          + " callbacks"));
      Scope scope = offline ? with(this.scope, offlineScope()) : this.scope;
      Secret state = randomSecret();
      Optional<Secret> nonce =
          scope.values().contains("openid") ? Optional.of(randomSecret()) : Optional.empty();
      CodeVerifier verifier = CodeVerifier.random(random, verifierLength);
      Instant deadline = clock.instant().plus(lifetime);
      return new PendingAuthorization(
          url(scope, state, nonce, challenge(verifier)),
          new PendingAuthorization.Terms(
              state,
              nonce,
              verifier,
              issuer,
              issuerRequired,
              redirectUri,
              arrival,
              scope,
              resource,
              Map.copyOf(data),
              deadline),
          clock);
    }

    private String offlineScope() {
      return deviations
          .offlineAccess()
          .map(ClientDeviations.Offline::scope)
          .orElse("offline_access");
    }

    private Optional<CodeChallenge> challenge(CodeVerifier verifier) {
      return switch (deviations.pkce()) {
        case S256 -> Optional.of(verifier.challenge());
        case PLAIN -> Optional.of(verifier.plainChallenge());
        case NONE -> Optional.empty();
      };
    }

    private String url(
        Scope scope, Secret state, Optional<Secret> nonce, Optional<CodeChallenge> challenge) {
      String text = scope.text();
      StringBuilder url =
          new StringBuilder(
              grant.authorizationUrl(
                  new AuthorizationRequest(
                      redirectUri,
                      text.isEmpty() ? Optional.empty() : Optional.of(text),
                      Optional.of(state),
                      challenge.map(CodeChallenge::text),
                      challenge.map(CodeChallenge::method),
                      nonce,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      resource)));
      Map<String, String> sent = CallbackParameters.read(CallbackParameters.query(url.toString()));
      added(sent)
          .forEach(
              (name, value) -> {
                if (sent.containsKey(name)) {
                  throw new IllegalArgumentException(
                      "The client sends " + name + " itself already");
                }
                url.append(url.indexOf("?") < 0 ? '?' : '&').append(encode(name));
                url.append('=').append(encode(value));
              });
      return url.toString();
    }

    /** The parameters to add, with the consent that offline access needs. */
    private Map<String, String> added(Map<String, String> sent) {
      if (!offline) {
        return parameters;
      }
      Map<String, String> added = new LinkedHashMap<>(parameters);
      if (deviations.offlineAccess().isPresent()) {
        deviations.offlineAccess().get().parameters().forEach(added::putIfAbsent);
        return added;
      }
      Scope prompt = Scope.parse(sent.getOrDefault(PROMPT, parameters.getOrDefault(PROMPT, "")));
      if (prompt.values().contains("none")) {
        throw new IllegalArgumentException(
            "offlineAccess needs the user's consent, which prompt=none forbids");
      }
      if (!prompt.values().contains("consent")) {
        added.put(PROMPT, with(prompt, "consent").text());
      }
      return added;
    }

    private static Scope with(Scope scope, String value) {
      return Scope.parse(scope.text() + " " + value);
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
    private Optional<String> issuer;
    private boolean issuerRequired;
    private Duration lifetime = LIFETIME;
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();
    private int verifierLength = CodeVerifier.DEFAULT_LENGTH;
    private Optional<BiFunction<CodeExchange, Map<String, String>, TokenResponse>> exchange =
        Optional.empty();
    private Optional<
            BiFunction<CodeExchange, Map<String, String>, CompletableFuture<TokenResponse>>>
        exchangeAsync = Optional.empty();
    private Optional<IdTokenValidator> idTokens = Optional.empty();

    private Builder(AuthorizationCodeGrant grant) {
      this.grant = Objects.requireNonNull(grant, "grant");
      ClientDeviations declared = Deviating.of(grant);
      this.issuer = declared.issuer();
      this.issuerRequired = declared.issuerInCallbacks();
    }

    /**
     * Says which server users are sent to; its callbacks are checked where they name their issuer.
     *
     * @param issuer the server's identifier, exactly; the one that the client's descriptor declares
     *     if not set
     * @return this
     */
    public Builder issuer(String issuer) {
      this.issuer = Optional.of(issuer);
      return this;
    }

    /**
     * Takes the issuer from discovered metadata, and whether callbacks must name it (RFC 9207 §3).
     * Where the client's descriptor says that they must, they must whatever the metadata says.
     *
     * @param metadata the server's metadata
     * @return this
     * @throws IllegalArgumentException if the client's descriptor declares another issuer
     */
    public Builder metadata(ServerMetadata metadata) {
      ClientDeviations declared = Deviating.of(grant);
      if (declared.issuer().isPresent() && !declared.issuer().get().equals(metadata.issuer())) {
        throw new IllegalArgumentException(
            "The metadata is that of the issuer "
                + CallbackParameters.shown(metadata.issuer())
                + ", but by its descriptor the client's server is "
                + declared.issuer().get()
                + "; take that server's metadata, or build the client for this one");
      }
      this.issuerRequired =
          declared.issuerInCallbacks()
              || metadata.authorizationResponseIssParameterSupported().orElse(false);
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

    /**
     * Sets how long the verifiers of PKCE are.
     *
     * @param characters 43 to 128; 86 if not set
     * @return this
     * @throws IllegalArgumentException if it is not (RFC 7636 §4.1)
     */
    public Builder verifierLength(int characters) {
      CodeVerifier.checkLength(characters);
      this.verifierLength = characters;
      return this;
    }

    /**
     * Sets how a code becomes tokens where the client's {@code exchangeCode} does not do, such as
     * at providers that want something of the callback in the token request.
     *
     * @param exchange asks for the tokens with a code that was checked, and with the parameters of
     *     the callback that are not those of OAuth, which nobody has checked
     * @return this
     */
    public Builder exchange(BiFunction<CodeExchange, Map<String, String>, TokenResponse> exchange) {
      this.exchange = Optional.of(exchange);
      return this;
    }

    /**
     * Sets how a code becomes tokens without blocking a thread: {@code exchangeAsync((code,
     * callback) -> client.async().exchangeCode(code))}.
     *
     * @param exchange as in {@link #exchange}
     * @return this
     */
    public Builder exchangeAsync(
        BiFunction<CodeExchange, Map<String, String>, CompletableFuture<TokenResponse>> exchange) {
      this.exchangeAsync = Optional.of(exchange);
      return this;
    }

    /**
     * Sets what checks id tokens. Without it they are carried as {@link IdToken.Unread}.
     *
     * @param validator the validator, for the flow's issuer
     * @return this
     */
    public Builder idTokens(IdTokenValidator validator) {
      this.idTokens = Optional.of(validator);
      return this;
    }

    /**
     * Builds the flow.
     *
     * @return the flow
     * @throws IllegalArgumentException if id tokens are checked for another issuer than the flow's
     */
    public AuthorizationCodeFlow build() {
      idTokens.ifPresent(
          validator -> {
            if (!issuer.equals(Optional.of(validator.issuer()))) {
              throw new IllegalArgumentException(
                  "idTokens are checked for the issuer "
                      + validator.issuer()
                      + ", but the flow's is "
                      + issuer.orElse("not set; set it"));
            }
          });
      return new AuthorizationCodeFlow(this);
    }
  }
}
