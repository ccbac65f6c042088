package io.grantwright.runtime.store;

import javax.crypto.SecretKey;

/**
 * A key that encrypts what a store keeps, with AES-GCM (NIST SP 800-38D). The name of the key
 * stands beside what it encrypted, so that a key can be replaced by another.
 */
public final class EncryptionKey {
  private final String id;
  private final SecretKey key;

  private EncryptionKey(String id, SecretKey key) {
    this.id = id;
    this.key = key;
  }

  /**
   * Names a key.
   *
   * @param id the key's name, as in {@code 2026-11}; it is written beside what the key encrypted
   *     and is no secret
   * @param key the key, of the algorithm {@code AES}, with 16, 24 or 32 random bytes; it may live
   *     in a key store
   * @return the key
   * @throws IllegalArgumentException if the name is empty, or the key is not one of AES
   */
  public static EncryptionKey of(String id, SecretKey key) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("An encryption key needs a name.");
    }
    if (!key.getAlgorithm().equals("AES")) {
      throw new IllegalArgumentException(
          "The key \"%s\" is one of %s; give one of AES.".formatted(id, key.getAlgorithm()));
    }
    byte[] bytes = key.getEncoded();
    if (bytes != null && bytes.length != 16 && bytes.length != 24 && bytes.length != 32) {
      throw new IllegalArgumentException(
          "The key \"%s\" has %s bytes; AES takes 16, 24 or 32.".formatted(id, bytes.length));
    }
    return new EncryptionKey(id, key);
  }

  /** {@return the key's name} */
  public String id() {
    return id;
  }

  SecretKey key() {
    return key;
  }

  /** {@return the name, without the key} */
  @Override
  public String toString() {
    return "EncryptionKey(" + id + ")";
  }
}
