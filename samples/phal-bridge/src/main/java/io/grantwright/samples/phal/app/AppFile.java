package io.grantwright.samples.phal.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.json.Adapters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The apps in a file, which is the owner's alone, and the old one or the new one at any time. */
public final class AppFile {
  private static final JsonAdapter<List<App>> APPS = Adapters.list(AppCompanion.INSTANCE);

  private final Path file;
  private final Path next;

  public AppFile(Path directory) {
    this.file = directory.resolve("apps.json");
    this.next = directory.resolve("apps.json.next");
  }

  List<App> read() throws IOException {
    try {
      List<App> apps = APPS.fromJson(Files.readString(file));
      return apps == null ? List.of() : apps;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonDataException e) {
      throw new IOException(file + " is no file of apps: " + e.getMessage(), e);
    }
  }

  void write(List<App> apps) throws IOException {
    Files.deleteIfExists(next); // Left by a write that did not come to its end.
    try (FileChannel channel =
        FileChannel.open(
            next,
            Set.of(CREATE_NEW, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer content = ByteBuffer.wrap(APPS.toJson(apps).getBytes(UTF_8));
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(next, file, ATOMIC_MOVE);
  }
}
