package io.grantwright.runtime.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.oauth.CodeVerifier;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import okio.Buffer;

/**
 * Seals an authorization, so that the user's browser can carry it in a cookie: nobody without the
 * key reads or changes it, and another browser cannot use it.
 *
 * <pre>{@code
 * String cookie = seal.seal(pending, session);   // HttpOnly, Secure, SameSite=Lax
 * PendingAuthorization pending = seal.open(cookie, session);
 * }</pre>
 *
 * <p>Whoever keeps a copy can open it again: within a process a flow completes it once
 * nevertheless, across processes that takes a {@link PendingStore}. Threads may share a seal.
 */
public final class PendingSeal {
  /** What a browser keeps of a cookie is 4,096 bytes with its name and attributes (RFC 6265bis). */
  private static final int MOST_CHARACTERS = 3_800;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Binds the text to what it is for, and to the shape of what is in it. */
  private static final String PURPOSE = "grantwright pending authorization 1\n";

  private final SecretKey key;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * Makes a seal.
   *
   * @param key a key for AES, of 128 bits or more, the same in all processes
   * @throws IllegalArgumentException if it is a key for something else
   */
  public PendingSeal(SecretKey key) {
    this(key, Clock.systemUTC(), new SecureRandom());
  }

  /**
   * Makes a seal with a clock and a source of randomness.
   *
   * @param key a key for AES, of 128 bits or more, the same in all processes
   * @param clock tells when authorizations expire
   * @param random a cryptographically strong source
   * @throws IllegalArgumentException if it is a key for something else
   */
  public PendingSeal(SecretKey key, Clock clock, RandomGenerator random) {
    if (!key.getAlgorithm().equals("AES")) {
      throw new IllegalArgumentException(
          "The seal needs a key for AES, not for " + key.getAlgorithm());
    }
    this.key = key;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Seals an authorization for a cookie.
   *
   * @param pending the authorization
   * @param browser a value that only this browser has, kept apart from the sealed text: that of
   *     another cookie, or the identifier of its session
   * @return letters, digits, {@code -} and {@code _}
   * @throws IllegalArgumentException if it is more than fits into a cookie
   */
  public String seal(PendingAuthorization pending, Secret browser) {
    String text = sealForStore(pending, browser);
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The sealed authorization has "
              + text.length()
              + " characters, of which a cookie holds "
              + MOST_CHARACTERS
              + "; keep less data with it, or keep it in a PendingStore");
    }
    return text;
  }

  /**
   * Seals an authorization for what holds more than a cookie, such as a file.
   *
   * @param pending the authorization
   * @param browser as for {@link #seal}
   * @return letters, digits, {@code -} and {@code _}
   */
  public String sealForStore(PendingAuthorization pending, Secret browser) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Buffer sealed = new Buffer().write(nonce);
    try {
      sealed.write(cipher(Cipher.ENCRYPT_MODE, nonce, browser).doFinal(written(pending)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The authorization could not be sealed", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.readByteArray());
  }

  /**
   * Opens what was sealed.
   *
   * @param sealed the text of {@link #seal} or {@link #sealForStore}
   * @param browser the value of the browser that brings it
   * @return the authorization
   * @throws AuthorizationException.BrokenSeal if it was changed, sealed with another key, or for
   *     another browser
   * @throws AuthorizationException.Expired if its deadline is past
   */
  public PendingAuthorization open(String sealed, Secret browser) {
    PendingAuthorization pending;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      if (bytes.length <= NONCE_BYTES) {
        throw new AuthorizationException.BrokenSeal();
      }
      byte[] nonce = new Buffer().write(bytes, 0, NONCE_BYTES).readByteArray();
      pending =
          read(
              cipher(Cipher.DECRYPT_MODE, nonce, browser)
                  .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new AuthorizationException.BrokenSeal();
    }
    if (pending.timeLeft().isZero()) {
      throw pending.expired();
    }
    return pending;
  }

  private Cipher cipher(int mode, byte[] nonce, Secret browser) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((PURPOSE + browser.reveal()).getBytes(UTF_8));
    return cipher;
  }

  private static byte[] written(PendingAuthorization pending) {
    PendingAuthorization.Terms terms = pending.terms();
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.beginObject();
      json.name("url").value(pending.authorizationUrl());
      json.name("state").value(terms.state().reveal());
      json.name("nonce").value(terms.nonce().map(Secret::reveal).orElse(null));
      json.name("verifier").value(terms.codeVerifier().secret().reveal());
      json.name("issuer").value(terms.issuer().orElse(null));
      json.name("issuerRequired").value(terms.issuerRequired());
      json.name("redirectUri").value(terms.redirectUri().orElse(null));
      json.name("arrivesAt").value(terms.arrivesAt());
      json.name("scope").value(terms.scope().text());
      json.name("resource").value(terms.resource().orElse(null));
      json.name("data").beginObject();
      for (Map.Entry<String, String> each : terms.data().entrySet()) {
        json.name(each.getKey()).value(each.getValue());
      }
      json.endObject();
      json.name("deadline").value(terms.deadline().toString());
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A buffer does not fail.
    }
    return buffer.readByteArray();
  }

  /** Reads what nobody else can have written. */
  private PendingAuthorization read(byte[] written) {
    Map<String, String> members = new LinkedHashMap<>();
    Map<String, String> data = new LinkedHashMap<>();
    try (JsonReader json = JsonReader.of(new Buffer().write(written))) {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        switch (json.peek()) {
          case BEGIN_OBJECT -> {
            json.beginObject();
            while (json.hasNext()) {
              data.put(json.nextName(), json.nextString());
            }
            json.endObject();
          }
          case BOOLEAN -> members.put(name, String.valueOf(json.nextBoolean()));
          default -> members.put(name, json.nextString());
        }
      }
      json.endObject();
    } catch (IOException | JsonDataException e) {
      throw new AuthorizationException.BrokenSeal();
    }
    return new PendingAuthorization(
        required(members, "url"),
        new PendingAuthorization.Terms(
            Secret.of(required(members, "state")),
            optional(members, "nonce").map(Secret::of),
            CodeVerifier.of(required(members, "verifier")),
            optional(members, "issuer"),
            Boolean.parseBoolean(required(members, "issuerRequired")),
            optional(members, "redirectUri"),
            required(members, "arrivesAt"),
            Scope.parse(required(members, "scope")),
            optional(members, "resource"),
            Map.copyOf(data),
            Instant.parse(required(members, "deadline"))),
        clock);
  }

  private static Optional<String> optional(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name));
  }

  private static String required(Map<String, String> members, String name) {
    return optional(members, name).orElseThrow(AuthorizationException.BrokenSeal::new);
  }
}
