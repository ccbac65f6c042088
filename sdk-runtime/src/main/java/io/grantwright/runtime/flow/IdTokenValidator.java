package io.grantwright.runtime.flow;

import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.runtime.oauth.IdTokenClaims;
import io.grantwright.runtime.oauth.IdTokenClaimsCompanion;
import io.grantwright.runtime.oauth.JsonWebKey;
import io.grantwright.runtime.oauth.JsonWebKeySet;
import io.grantwright.runtime.oauth.JwksEndpoint;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks id tokens (OpenID Connect Core §3.1.3.7). Signatures are read by Nimbus JOSE + JWT ({@code
 * com.nimbusds:nimbus-jose-jwt}), which the application adds; without it, id tokens are carried as
 * {@link IdToken.Unread}.
 */
public final class IdTokenValidator {
  /** How far the clocks of two machines may differ. */
  public static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private static final int LONGEST_SUBJECT = 255;

  private final String issuer;
  private final String clientId;
  private final SigningAlgorithm algorithm;
  private final Set<String> trustedAudiences;
  private final Clock clock;
  private final KeyCache keys;
  private final Optional<SignedText> signedText;

  private IdTokenValidator(Builder builder, Optional<SignedText> signedText) {
    this.issuer = builder.issuer;
    this.clientId = builder.clientId;
    this.algorithm = builder.algorithm;
    this.trustedAudiences = Set.copyOf(builder.trustedAudiences);
    this.clock = builder.clock;
    this.keys = new KeyCache(builder.keys, builder.clock);
    this.signedText = signedText;
  }

  /**
   * Starts a validator of one server's id tokens, signed by RS256.
   *
   * @param issuer the server's identifier, exactly
   * @param clientId the client that they are for
   * @param keys publishes the server's keys, usually the client
   * @return a builder
   */
  public static Builder builder(String issuer, String clientId, JwksEndpoint keys) {
    return new Builder(issuer, clientId, keys);
  }

  /**
   * Starts a validator of the id tokens of a client's server, signed by RS256, whose issuer the
   * client's descriptor declares.
   *
   * @param clientId the client that they are for
   * @param client publishes the server's keys
   * @return a builder
   * @throws IllegalArgumentException if the client's descriptor declares no issuer
   */
  public static Builder builder(String clientId, JwksEndpoint client) {
    return builder(
        Deviating.of(client)
            .issuer()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The descriptor of the client declares no issuer; add @Issuer, or give the"
                            + " issuer as the first argument")),
        clientId,
        client);
  }

  String issuer() {
    return issuer;
  }

  /** Done once there are keys to check tokens with, if they can be checked at all. */
  CompletableFuture<?> ready() {
    return signedText.isPresent() ? keys.keys() : CompletableFuture.completedFuture(null);
  }

  /** The token checked or carried; absent if none came. */
  CompletableFuture<Optional<IdToken>> validate(TokenResponse tokens, Optional<Secret> nonce) {
    if (tokens.idToken().isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Secret token = tokens.idToken().get();
    if (signedText.isEmpty()) {
      return CompletableFuture.completedFuture(
          Optional.of(
              new IdToken.Unread(
                  token,
                  "the library that reads signatures is not there; add"
                      + " com.nimbusds:nimbus-jose-jwt to the application")));
    }
    return verified(signedText.get(), token)
        .thenApply(
            text -> {
              IdTokenClaims claims = claims(text);
              check(claims, tokens.accessToken(), nonce);
              return Optional.of(new IdToken.Validated(token, claims));
            });
  }

  /** The signed text, by the keys that are known, or else by those that the server has now. */
  private CompletableFuture<String> verified(SignedText reader, Secret token) {
    return keys.keys()
        .thenCompose(
            known -> {
              Optional<String> text = reader.read(token.reveal(), algorithm, known);
              if (text.isPresent()) {
                return CompletableFuture.completedFuture(text.get());
              }
              return keys.freshKeys().thenApply(fresh -> signed(reader, token, fresh));
            });
  }

  private String signed(SignedText reader, Secret token, List<JsonWebKey> fresh) {
    return reader
        .read(token.reveal(), algorithm, fresh)
        .orElseThrow(
            () ->
                invalid(
                    "is signed by none of the server's keys that are for "
                        + algorithm
                        + " and bear its kid"));
  }

  private static IdTokenClaims claims(String text) {
    try {
      @Nullable IdTokenClaims claims = IdTokenClaimsCompanion.INSTANCE.fromJson(text);
      if (claims != null) {
        return claims;
      }
    } catch (IOException | JsonDataException e) {
      throw invalid("has claims that cannot be read: " + e.getMessage());
    }
    throw invalid("has no claims");
  }

  private void check(IdTokenClaims claims, Secret accessToken, Optional<Secret> nonce) {
    if (!claims.iss().equals(issuer)) {
      throw invalid(
          "is of the issuer " + CallbackParameters.shown(claims.iss()) + ", not of " + issuer);
    }
    checkAudience(claims);
    checkTimes(claims);
    if (claims.sub().isEmpty() || claims.sub().length() > LONGEST_SUBJECT) {
      throw invalid("names no user, or by more than 255 characters (sub)");
    }
    Optional<Secret> found = claims.nonce().filter(text -> !text.isEmpty()).map(Secret::of);
    if (nonce.isPresent() && !nonce.equals(found)) { // Compares in constant time.
      throw invalid("answers another request than this one (nonce)");
    }
    if (claims.atHash().isPresent() && !claims.atHash().get().equals(atHash(accessToken))) {
      throw invalid("belongs to another access token (at_hash)");
    }
  }

  private void checkAudience(IdTokenClaims claims) {
    if (!claims.aud().contains(clientId)) {
      throw invalid("is for others than this client (aud)");
    }
    for (String audience : claims.aud()) {
      if (!audience.equals(clientId) && !trustedAudiences.contains(audience)) {
        throw invalid(
            "is also for "
                + CallbackParameters.shown(audience)
                + ", which is not trusted; if it should be, say so with trustAudience");
      }
    }
    if (claims.aud().size() > 1 && claims.azp().isEmpty()) {
      throw invalid("is for several, and does not say to whom it was issued (azp)");
    }
    if (claims.azp().isPresent() && !claims.azp().get().equals(clientId)) {
      throw invalid("was issued to another client (azp)");
    }
  }

  private void checkTimes(IdTokenClaims claims) {
    double now = clock.millis() / 1_000.0;
    double skew = CLOCK_SKEW.toSeconds();
    if (!(now < claims.exp() + skew)) {
      throw invalid("has expired (exp); check this machine's clock if it came just now");
    }
    if (claims.iat() > now + skew || claims.nbf().orElse(now) > now + skew) {
      throw invalid("is from the future (iat, nbf); check this machine's clock");
    }
  }

  /** OpenID Connect Core §3.1.3.6, for algorithms with SHA-256. */
  static String atHash(Secret accessToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static AuthorizationException.InvalidIdToken invalid(String problem) {
    return new AuthorizationException.InvalidIdToken("The id token " + problem);
  }

  /** Builds a validator. */
  public static final class Builder {
    private final String issuer;
    private final String clientId;
    private final Set<String> trustedAudiences = new LinkedHashSet<>();
    private Supplier<CompletableFuture<JsonWebKeySet>> keys;
    private SigningAlgorithm algorithm = SigningAlgorithm.RS256;
    private Clock clock = Clock.systemUTC();

    private Builder(String issuer, String clientId, JwksEndpoint keys) {
      this.issuer = Objects.requireNonNull(issuer, "issuer");
      this.clientId = Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(keys, "keys");
      this.keys = () -> asked(keys);
    }

    private static CompletableFuture<JsonWebKeySet> asked(JwksEndpoint keys) {
      try {
        return CompletableFuture.completedFuture(keys.jwks());
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    /**
     * Sets how the server signs. What a token says of itself does not count.
     *
     * @param algorithm the one algorithm that is accepted
     * @return this
     */
    public Builder algorithm(SigningAlgorithm algorithm) {
      this.algorithm = Objects.requireNonNull(algorithm, "algorithm");
      return this;
    }

    /**
     * Accepts id tokens that are for this client and for another one that is trusted (OpenID
     * Connect Core §3.1.3.7).
     *
     * @param audience the other client
     * @return this
     */
    public Builder trustAudience(String audience) {
      trustedAudiences.add(audience);
      return this;
    }

    /**
     * Sets how the keys are asked for without blocking a thread: {@code
     * keysAsync(client.async()::jwks)}.
     *
     * @param keys asks for the keys
     * @return this
     */
    public Builder keysAsync(Supplier<CompletableFuture<JsonWebKeySet>> keys) {
      this.keys = Objects.requireNonNull(keys, "keys");
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param clock tells whether tokens are valid, and how old keys are
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** {@return the validator} */
    public IdTokenValidator build() {
      Optional<SignedText> reader;
      try {
        reader = Optional.of(new NimbusSignedText());
      } catch (NoClassDefFoundError e) {
        reader = Optional.empty();
      }
      return new IdTokenValidator(this, reader);
    }
  }
}
