package io.grantwright.runtime.store;

import io.grantwright.runtime.session.TokenStore;
import io.grantwright.testkit.TokenStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileTokenStoreTest extends TokenStoreContract {
  @TempDir private Path directory;

  @Override
  protected TokenStore open() {
    return FileTokenStore.open(directory.resolve("grants"));
  }
}
