package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantwright.runtime.oauth.CodeVerifier;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class PendingSealTest {
  private static final String REDIRECT_URI = "https://app.example/cb";
  private static final Secret SESSION = Secret.of("session-1");

  private final TestServer server = new TestServer();
  private final TestClock clock = new TestClock();
  private final PendingSeal seal = new PendingSeal(key(1), clock, new SecureRandom());
  private final AuthorizationCodeFlow flow =
      AuthorizationCodeFlow.builder(server)
          .metadata(TestServer.metadata(true))
          .clock(clock)
          .build();

  @Test
  void carriesAnAuthorizationThroughACookie() {
    PendingAuthorization pending =
        flow.authorization(REDIRECT_URI)
            .scope("openid", "read")
            .resource("https://api.example")
            .data("returnTo", "/ä")
            .start();
    PendingAuthorization opened = seal.open(seal.seal(pending, SESSION), SESSION);

    assertThat(opened.terms()).isEqualTo(pending.terms());
    assertThat(opened.authorizationUrl()).isEqualTo(pending.authorizationUrl());
    Granted granted = flow.complete(opened, answer(pending));
    assertThat(granted.tokens()).isEqualTo(TestServer.TOKENS);
    assertThat(server.exchanges.get(0).codeVerifier()).contains(pending.codeVerifier().secret());
  }

  @Test
  void carriesAnAuthorizationWithoutWhatIsOptional() {
    AuthorizationCodeFlow plain = AuthorizationCodeFlow.builder(server).clock(clock).build();
    PendingAuthorization pending = plain.authorization().arrivesAt(REDIRECT_URI).start();
    PendingAuthorization opened = seal.open(seal.seal(pending, SESSION), SESSION);
    assertThat(opened.terms()).isEqualTo(pending.terms());
  }

  @Test
  void showsNothing() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    String sealed = seal.seal(pending, SESSION);
    byte[] bytes = Base64.getUrlDecoder().decode(sealed);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .doesNotContain(pending.state().reveal())
        .doesNotContain("app.example");
    assertThat(sealed).matches("[A-Za-z0-9_-]+").isNotEqualTo(seal.seal(pending, SESSION));
  }

  @Test
  void opensForTheSameBrowserOnly() {
    String sealed = seal.seal(flow.authorization(REDIRECT_URI).start(), SESSION);
    assertThatExceptionOfType(AuthorizationException.BrokenSeal.class)
        .isThrownBy(() -> seal.open(sealed, Secret.of("session-2")))
        .withMessage(
            "The sealed authorization was changed, or sealed with another key, or for another"
                + " browser; start a new one");
  }

  @Test
  void opensWithTheSameKeyOnly() {
    String sealed = seal.seal(flow.authorization(REDIRECT_URI).start(), SESSION);
    PendingSeal other = new PendingSeal(key(2), clock, new SecureRandom());
    refuses(other, sealed);
  }

  @Test
  void refusesWhatWasChanged() {
    String sealed = seal.seal(flow.authorization(REDIRECT_URI).start(), SESSION);
    byte[] bytes = Base64.getUrlDecoder().decode(sealed);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      refuses(seal, Base64.getUrlEncoder().encodeToString(bytes));
      bytes[i] ^= 1;
    }
    for (String broken :
        new String[] {"", "A", "AAAA", "?", sealed + "AAAA", sealed.substring(4), sealed + "="}) {
      refuses(seal, broken);
    }
  }

  /**
   * A cookie outlives the deployment of another version. If this fails, what is sealed has another
   * shape, so that its purpose has to have another number.
   */
  @Test
  void sealsTheSameBytesInEachVersion() {
    PendingAuthorization pending =
        new PendingAuthorization(
            "https://as.example/authorize?state=s",
            new PendingAuthorization.Terms(
                Secret.of("s"),
                Optional.of(Secret.of("n")),
                CodeVerifier.of("v".repeat(43)),
                Optional.of("https://as.example"),
                true,
                Optional.of(REDIRECT_URI),
                REDIRECT_URI,
                Scope.of("openid", "read"),
                Optional.of("https://api.example"),
                Map.of("returnTo", "/"),
                Instant.parse("2026-01-01T00:10:00Z")),
            clock);
    RandomGenerator zeros = () -> 0;
    String sealed = new PendingSeal(key(1), clock, zeros).seal(pending, SESSION);
    assertThat(sealed)
        .isEqualTo(
            "AAAAAAAAAAAAAAAAbke1MRbHJZeIGEnkv2szy1Xa6VAuzNtGLpS4I9Vnheoq3FcZdeFhPotoZEHL_86B"
                + "zTGH2Okg-CHwXBFQ59AFLPJQlmSg7HRnt6EhU0pGM6ukojNH2fwEM5V-UbxTuAP4ZOfGYYQD1n0V24De"
                + "ie7e_YPY3hg8WAdfkhV1hm_5V9L5RGOSGic3USqnNOKr9X_iQWgsZQc2-NwqEX2uNhLZhIpp-hZwKbKl"
                + "rr5fccGmBUZJOzAQw22Pb4YFRDhYE2eCPs1Ktu7c8guDNOueFkrrxL2FTDsHwapVt4R9g1ynA5DpGS7Y"
                + "rGzu81f8L6qOtogugf---Va7e0P2ZPfB7e5IqIZ9vI7k9QAUt1txNDwmLH0OzAfiHtzUvNSI5ZIMSKnM"
                + "H1OATMZGCJ0ba9CRsXzYWW5LcpUoaD_9QXWZ0gw4YzzxFZLALfNa7Me9wEKHpGcih2qrHZhIoM1ejq9I"
                + "lGSSIejW8uLajx8dzZbb_usSnH0w2Csi5SJ7dneqioZmf6oE");
    assertThat(seal.open(sealed, SESSION).terms()).isEqualTo(pending.terms());
  }

  @Test
  void expiresAfterTenMinutes() {
    String sealed = seal.seal(flow.authorization(REDIRECT_URI).start(), SESSION);
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(seal.open(sealed, SESSION).timeLeft()).isEqualTo(Duration.ofMillis(1));
    clock.advance(Duration.ofMillis(1));
    assertThatExceptionOfType(AuthorizationException.Expired.class)
        .isThrownBy(() -> seal.open(sealed, SESSION));
  }

  @Test
  void completesOnceHoweverOftenItIsOpened() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    String sealed = seal.seal(pending, SESSION);
    flow.complete(seal.open(sealed, SESSION), answer(pending));
    assertThatExceptionOfType(AuthorizationException.Replayed.class)
        .isThrownBy(() -> flow.complete(seal.open(sealed, SESSION), answer(pending)));
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void refusesMoreThanACookieHolds() {
    PendingAuthorization pending =
        flow.authorization(REDIRECT_URI).data("cart", "x".repeat(3_000)).start();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> seal.seal(pending, SESSION))
        .withMessageContaining("of which a cookie holds 3800");
  }

  @Test
  void needsAKeyForAes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PendingSeal(new SecretKeySpec(new byte[32], "HmacSHA256")))
        .withMessage("The seal needs a key for AES, not for HmacSHA256");
  }

  private static void refuses(PendingSeal seal, String sealed) {
    assertThatExceptionOfType(AuthorizationException.BrokenSeal.class)
        .isThrownBy(() -> seal.open(sealed, SESSION));
  }

  private static AuthorizationCallback answer(PendingAuthorization pending) {
    return AuthorizationCallback.ofUri(
        REDIRECT_URI + "?code=c&iss=https://as.example&state=" + pending.state().reveal());
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) fill;
    return new SecretKeySpec(bytes, "AES");
  }
}
