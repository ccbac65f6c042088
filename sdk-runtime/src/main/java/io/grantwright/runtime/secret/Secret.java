package io.grantwright.runtime.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown: a token, a code, a client's secret. It prints as a fingerprint, is
 * compared in constant time and cannot be serialised by Java.
 *
 * <p>The text is kept exactly as it was given; blanks belong to it.
 */
public final class Secret {
  private static final Fingerprints FINGERPRINTS = new Fingerprints();

  private final String text;

  // Found when first asked for: most secrets are never printed. A racy write is harmless.
  private @Nullable String fingerprint;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Makes a secret of a text.
   *
   * @param text the text, not empty
   * @return the secret
   * @throws IllegalArgumentException if the text is empty: nothing is not a secret
   */
  public static Secret of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A secret must not be empty; leave it out instead.");
    }
    return new Secret(text);
  }

  /** {@return the text itself} Call it where the text leaves for the wire or a store only. */
  public String reveal() {
    return text;
  }

  /**
   * {@return eight hexadecimal digits by which the same secret is recognised in the logs of one
   * process} They are an HMAC under a random key of the process and tell nothing to anyone else.
   */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = FINGERPRINTS.of(text);
      fingerprint = known;
    }
    return known;
  }

  /** Compares the texts in a time that depends on their lengths only. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Secret that) || text.length() != that.text.length()) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < text.length(); i++) {
      difference |= text.charAt(i) ^ that.text.charAt(i);
    }
    return difference == 0;
  }

  /** {@return a hash that differs from process to process and tells nothing about the text} */
  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /** {@return the fingerprint, as in {@code Secret(#a1b2c3d4)}} */
  @Override
  public String toString() {
    return "Secret(#" + fingerprint() + ")";
  }

  /** A plain hash would let anyone who has a guess confirm it; hence the key. */
  private static final class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 4;

    private final SecretKeySpec key;

    Fingerprints() {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      key = new SecretKeySpec(random, ALGORITHM);
    }

    String of(String text) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)), 0, SHOWN_BYTES);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
      }
    }
  }
}
