package io.grantwright.samples.cli;

import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStoreException;
import io.grantwright.runtime.store.FileTokenStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of profiles and tokens.
 *
 * @param directory the directory, which need not be there
 */
record Home(Path directory) {
  /** More than a profile and the tokens of a login take. */
  private static final int ROOM = 128 * 1024;

  Profiles profiles() {
    return new Profiles(directory.resolve("profiles"));
  }

  TokenStore tokens() {
    return FileTokenStore.open(tokensDirectory());
  }

  /** Opens the tokens, and fails now if new ones would not fit: the user is not asked in vain. */
  TokenStore tokensWithRoom() {
    TokenStore tokens = tokens();
    try {
      Path room = Files.createTempFile(tokensDirectory(), "room", ".probe");
      try {
        Files.write(room, new byte[ROOM]);
      } finally {
        Files.delete(room);
      }
    } catch (IOException e) {
      String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
      throw new TokenStoreException(
          "%s cannot be written to: %s."
              .formatted(tokensDirectory(), reason != null ? reason : e.getClass().getSimpleName()),
          e);
    }
    return tokens;
  }

  private Path tokensDirectory() {
    return directory.resolve("tokens");
  }
}
