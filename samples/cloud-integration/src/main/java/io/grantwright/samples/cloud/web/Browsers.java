package io.grantwright.samples.cloud.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers apart by a random cookie. A browser's forms carry a text that is made of its
 * cookie and a key, so that no page of others can post them (CSRF).
 */
public final class Browsers {
  private static final int BYTES = 32;

  private final SecretKey key;
  private final RandomGenerator random;
  private final String cookie;
  private final String attributes;
  private final Pattern sent;

  /**
   * Names the cookie.
   *
   * @param key makes the forms' texts; the same after a restart
   * @param random a cryptographically strong source
   * @param https whether the page has TLS; without, on loopback, browsers would drop {@code Secure}
   */
  public Browsers(SecretKey key, RandomGenerator random, boolean https) {
    this.key = key;
    this.random = random;
    this.cookie = https ? "__Host-device-hub" : "device-hub";
    this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : "");
    this.sent = Pattern.compile("(?:^|;) *" + cookie + "=([A-Za-z0-9_-]{43}) *(?:;|$)");
  }

  /** The browser that sent a cookie; empty for a new one. */
  Optional<Secret> known(@Nullable String cookies) {
    Matcher found = sent.matcher(cookies == null ? "" : cookies);
    return found.find() ? Optional.of(Secret.of(found.group(1))) : Optional.empty();
  }

  Secret newcomer() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(base64(bytes));
  }

  /** The header that a newcomer gets. */
  String setCookie(Secret browser) {
    return cookie + "=" + browser.reveal() + attributes;
  }

  /** What the browser's forms carry. */
  public String formToken(Secret browser) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return base64(mac.doFinal(("form\n" + browser.reveal()).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  boolean isOf(Secret browser, String formToken) {
    return MessageDigest.isEqual(formToken(browser).getBytes(US_ASCII), formToken.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
