package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredGrantCompanion;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** The content of a grant's file, and its name. */
final class GrantFormat {
  private final FileFormat format;

  GrantFormat(List<EncryptionKey> keys, SecureRandom random) {
    this.format = new FileFormat(FileFormat.Kind.GRANT, keys, random);
  }

  /** Names a grant's files: no part of a key is fit for a file name in every case. */
  static String fileName(GrantKey key) {
    return FileFormat.sha256(FileFormat.framed(key));
  }

  byte[] write(GrantKey key, StoredGrant grant) {
    return format.write(
        Optional.of(key), StoredGrantCompanion.INSTANCE.toJson(grant).getBytes(UTF_8));
  }

  StoredGrant read(GrantKey key, byte[] file, Path path) {
    byte[] json = format.read(Optional.of(key), file, path);
    try {
      StoredGrant grant = StoredGrantCompanion.INSTANCE.fromJson(new String(json, UTF_8));
      if (grant != null) {
        return grant;
      }
    } catch (IOException | JsonDataException e) {
      throw format.unfit(path, e);
    }
    throw format.unfit(path, null);
  }

  /** Reads the key of a grant's file, which also says that it is one. */
  GrantKey key(byte[] file, Path path) {
    return format.owner(file, path).orElseThrow(() -> format.unfit(path, null));
  }
}
