package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the files of the stores look like: a line that says what it is, then JSON, or that JSON
 * encrypted and in Base64. See {@code docs/stores.md}.
 */
final class FileFormat {
  /** What is in a file. */
  enum Kind {
    GRANT("grantwright-grant", "a grant's file", "grant", "log in again"),
    CLIENTS(
        "grantwright-clients",
        "a file of application credentials",
        "list of clients",
        "register the clients again");

    private final String format;
    private final String description;
    private final String content;
    private final String remedy;

    Kind(String format, String description, String content, String remedy) {
      this.format = format;
      this.description = description;
      this.content = content;
      this.remedy = remedy;
    }
  }

  static final int VERSION = 1;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Kind kind;
  private final List<EncryptionKey> keys;
  private final SecureRandom random;

  /**
   * Makes the format.
   *
   * @param kind what is in the files
   * @param keys the key that encrypts, then those that may have encrypted before; none for plain
   *     content
   */
  FileFormat(Kind kind, List<EncryptionKey> keys, SecureRandom random) {
    this.kind = kind;
    this.keys = List.copyOf(keys);
    this.random = random;
  }

  /**
   * Makes a file.
   *
   * @param owner whose content it is; empty where there is one file for everything
   */
  byte[] write(Optional<GrantKey> owner, byte[] json) {
    if (keys.isEmpty()) {
      return file(owner, null, null, json);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String keyId = keys.get(0).id();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, owner).doFinal(json);
      return file(
          owner,
          keyId,
          Base64.getEncoder().encodeToString(nonce),
          Base64.getEncoder().encode(sealed));
    } catch (GeneralSecurityException e) {
      throw new TokenStoreException(
          "The key \"%s\" does not encrypt with %s: %s".formatted(keyId, CIPHER, e.getMessage()),
          e);
    }
  }

  /** Reads a file that is this owner's. */
  byte[] read(Optional<GrantKey> owner, byte[] file, Path path) {
    int lineEnd = indexOfLineEnd(file);
    FileHeader header = checked(file, lineEnd, path);
    if (!header.owner().equals(owner)) {
      throw failure(
          ("%s holds another %s than its name says. Files of the store must not be renamed or"
                  + " copied; move it away, and %s.")
              .formatted(path, kind.content, kind.remedy));
    }
    byte[] content = secondLine(file, lineEnd + 1);
    if (content == null || !header.sha256().equals(Optional.of(sha256(content)))) {
      throw failure(
          ("%s is damaged, or was changed by hand: the SHA-256 of its content does not fit. Restore"
                  + " it, or delete it and %s.")
              .formatted(path, kind.remedy));
    }
    return opened(owner, header, content, path);
  }

  /** Reads whose file it is. */
  Optional<GrantKey> owner(byte[] file, Path path) {
    return checked(file, indexOfLineEnd(file), path).owner();
  }

  /** What a file says whose content is not what its first line announces. */
  TokenStoreException unfit(Path path, @Nullable Exception cause) {
    return new TokenStoreException(
        "%s does not hold a %s%s Delete it, and %s."
            .formatted(
                path, kind.content, cause == null ? "." : ": " + cause.getMessage(), kind.remedy),
        cause);
  }

  private FileHeader checked(byte[] file, int lineEnd, Path path) {
    FileHeader header = header(file, lineEnd, path);
    if (!header.format().equals(kind.format)) {
      throw foreign(path, null);
    }
    if (header.version() != VERSION) {
      throw failure(
          ("%s was written by another version of the SDK: its format is %s, and this one reads %s."
                  + " Use a version that reads it; it has been left as it is.")
              .formatted(path, header.version(), VERSION));
    }
    return header;
  }

  private byte[] opened(Optional<GrantKey> owner, FileHeader header, byte[] content, Path path) {
    if (header.keyId().isEmpty()) {
      if (keys.isEmpty()) {
        return content;
      }
      throw failure(
          ("%s is not encrypted, but the store was opened with the key \"%s\". Open it without one,"
                  + " or delete the file and %s.")
              .formatted(path, keys.get(0).id(), kind.remedy));
    }
    String keyId = header.keyId().get();
    EncryptionKey encryptionKey =
        keys.stream()
            .filter(any -> any.id().equals(keyId))
            .findFirst()
            .orElseThrow(
                () ->
                    failure(
                        ("%s is encrypted with the key \"%s\", and the store was opened with %s."
                                + " Give it that key as well.")
                            .formatted(path, keyId, keys.isEmpty() ? "none" : keys)));
    try {
      byte[] nonce = Base64.getDecoder().decode(header.nonce().orElse(""));
      byte[] sealed = Base64.getDecoder().decode(content);
      return cipher(Cipher.DECRYPT_MODE, encryptionKey, nonce, owner).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new TokenStoreException(
          ("%s cannot be decrypted: the key \"%s\" is not the one of this name that encrypted it, or"
                  + " the file was forged. Give the right key.")
              .formatted(path, keyId),
          e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TokenStoreException(
          "%s cannot be decrypted with the key \"%s\": %s".formatted(path, keyId, e.getMessage()),
          e);
    }
  }

  /** Everything that the content belongs to is authenticated with it. */
  private Cipher cipher(int mode, EncryptionKey key, byte[] nonce, Optional<GrantKey> owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(framed(kind.format, Integer.toString(VERSION), key.id()));
    owner.ifPresent(grant -> cipher.updateAAD(framed(grant)));
    return cipher;
  }

  private byte[] file(
      Optional<GrantKey> owner, @Nullable String keyId, @Nullable String nonce, byte[] content) {
    byte[] line = Arrays.copyOf(content, content.length + 1);
    line[content.length] = '\n';
    FileHeader header =
        new FileHeader(
            kind.format,
            VERSION,
            owner.map(GrantKey::client),
            owner.map(GrantKey::server),
            owner.map(GrantKey::account),
            owner.map(GrantKey::grant),
            Optional.ofNullable(keyId),
            Optional.ofNullable(nonce),
            Optional.of(sha256(content)));
    byte[] first = (FileHeaderCompanion.INSTANCE.toJson(header) + "\n").getBytes(UTF_8);
    byte[] file = Arrays.copyOf(first, first.length + line.length);
    System.arraycopy(line, 0, file, first.length, line.length);
    return file;
  }

  private FileHeader header(byte[] file, int lineEnd, Path path) {
    try {
      FileHeader header =
          FileHeaderCompanion.INSTANCE.fromJson(new String(file, 0, Math.max(lineEnd, 0), UTF_8));
      if (header != null) {
        return header;
      }
    } catch (IOException | JsonDataException e) {
      throw foreign(path, e);
    }
    throw foreign(path, null);
  }

  private static byte @Nullable [] secondLine(byte[] file, int start) {
    int end = file.length - 1;
    return end >= start && file[end] == '\n' ? Arrays.copyOfRange(file, start, end) : null;
  }

  private static int indexOfLineEnd(byte[] file) {
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private TokenStoreException foreign(Path path, @Nullable Exception cause) {
    return new TokenStoreException(
        ("%s is not %s: its first line does not say \"%s\". It has been left as it is; move it away,"
                + " and %s.")
            .formatted(path, kind.description, kind.format, kind.remedy),
        cause);
  }

  private static TokenStoreException failure(String message) {
    return new TokenStoreException(message, null);
  }

  static byte[] framed(GrantKey key) {
    return framed(key.client(), key.server(), key.account(), key.grant());
  }

  /** Puts each text's length before it: "ab" and "c" are not "a" and "bc". */
  private static byte[] framed(String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      for (String text : texts) {
        byte[] encoded = text.getBytes(UTF_8);
        output.writeInt(encoded.length);
        output.write(encoded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
