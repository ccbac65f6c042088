package io.grantwright.runtime.store;

import io.grantwright.runtime.session.TokenStore;
import io.grantwright.testkit.TokenStoreContract;
import java.nio.file.Path;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.io.TempDir;

final class EncryptedFileTokenStoreTest extends TokenStoreContract {
  @TempDir private Path directory;

  @Override
  protected TokenStore open() {
    SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    return FileTokenStore.open(directory.resolve("grants"), EncryptionKey.of("2026-11", key));
  }
}
