package io.grantwright.runtime.oauth;

import io.grantwright.runtime.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secret of one authorization request, whose hash goes out with the request and which itself
 * goes out with the code (RFC 7636 §4.1). Its text is never printed.
 */
public final class CodeVerifier {
  /** The shortest length that RFC 7636 §4.1 allows, in characters. */
  public static final int MIN_LENGTH = 43;

  /** The longest length that RFC 7636 §4.1 allows, in characters. */
  public static final int MAX_LENGTH = 128;

  /** The length without a choice: 64 random bytes in Base64. */
  public static final int DEFAULT_LENGTH = 86;

  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]*");

  private final Secret text;

  private CodeVerifier(String text) {
    this.text = Secret.of(text);
  }

  /**
   * Makes a verifier of {@link #DEFAULT_LENGTH} characters.
   *
   * @param random a cryptographically strong source, such as {@link java.security.SecureRandom}
   * @return a verifier that nobody can guess
   */
  public static CodeVerifier random(RandomGenerator random) {
    return random(random, DEFAULT_LENGTH);
  }

  /**
   * Makes a verifier of the given length.
   *
   * @param random a cryptographically strong source, such as {@link java.security.SecureRandom}
   * @param length its length in characters, each of which holds six random bits
   * @return a verifier that nobody can guess
   * @throws IllegalArgumentException if the length is not between {@link #MIN_LENGTH} and {@link
   *     #MAX_LENGTH}
   */
  public static CodeVerifier random(RandomGenerator random, int length) {
    checkLength(length);
    byte[] bytes = new byte[(length * 6 + 7) / 8];
    random.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new CodeVerifier(text.substring(0, length));
  }

  /**
   * Takes up a verifier that was made elsewhere.
   *
   * @param text 43 to 128 letters, digits and {@code -._~}
   * @return the verifier
   * @throws IllegalArgumentException if the text is too short, too long, or has other characters
   */
  public static CodeVerifier of(String text) {
    checkLength(text.length());
    if (!UNRESERVED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "The code verifier has a character other than letters, digits and -._~ (RFC 7636 §4.1)");
    }
    return new CodeVerifier(text);
  }

  /** {@return the challenge to send with the authorization request, by the method S256} */
  public CodeChallenge challenge() {
    byte[] ascii = text.reveal().getBytes(StandardCharsets.US_ASCII);
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256().digest(ascii));
    return new CodeChallenge(hash, CodeChallengeMethod.S256);
  }

  /**
   * {@return the challenge by the method {@code plain}, which is the verifier itself: only where a
   * descriptor declares that its provider takes no other}
   */
  public CodeChallenge plainChallenge() {
    return new CodeChallenge(text.reveal(), CodeChallengeMethod.PLAIN);
  }

  /** {@return the verifier's text, to be sent to the token endpoint only} */
  public Secret secret() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeVerifier that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@return a short fingerprint, never the text} */
  @Override
  public String toString() {
    return "CodeVerifier[" + text + "]";
  }

  /**
   * Checks a length.
   *
   * @param length a number of characters
   * @throws IllegalArgumentException if it is not between {@link #MIN_LENGTH} and {@link
   *     #MAX_LENGTH}
   */
  public static void checkLength(int length) {
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A code verifier has "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " characters (RFC 7636 §4.1), not "
              + length);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
