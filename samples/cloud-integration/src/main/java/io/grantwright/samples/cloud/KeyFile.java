package io.grantwright.samples.cloud;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A random key in a file, so that forms and logins under way survive a restart. */
final class KeyFile {
  private static final int BYTES = 32;

  private KeyFile() {}

  /** The key of a directory; makes one if there is none, and of several that try, one does. */
  static SecretKey in(Path directory, RandomGenerator random) throws IOException {
    Path file = directory.resolve("key");
    if (!Files.exists(file)) {
      create(file, random);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != BYTES) {
      throw new IOException(
          "%s is no key: it has %s bytes, not %s. Delete it; logins under way start again."
              .formatted(file, key.length, BYTES));
    }
    return new SecretKeySpec(key, "AES");
  }

  private static void create(Path file, RandomGenerator random) throws IOException {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    Path whole = file.resolveSibling("key." + Long.toHexString(random.nextLong()));
    var owner = PosixFilePermissions.fromString("rw-------");
    try (FileChannel channel =
        FileChannel.open(
            whole, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(owner))) {
      channel.write(ByteBuffer.wrap(key));
      channel.force(true);
      Files.createLink(file, whole); // All of it or nothing, and never over another one.
    } catch (FileAlreadyExistsException e) {
      // Another hub was faster; its key is as good.
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
