package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okio.Buffer;

/** The profiles in a directory, a file each. */
final class Profiles {
  private static final String SUFFIX = ".json";

  private final Path directory;

  Profiles(Path directory) {
    this.directory = directory;
  }

  /** A name is a file's, and must not lead anywhere else. */
  static String checked(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new Problem(
          ExitCode.USAGE,
          "A profile's name has letters, digits, dots, hyphens and underscores, and begins with a"
              + " letter or digit.");
    }
    return name;
  }

  Optional<Profile> find(String name) {
    Path file = file(name);
    try {
      return Optional.of(read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JsonDataException e) {
      throw new Problem(
          ExitCode.STORAGE,
          "The profile in %s cannot be read (%s): correct the file, or delete it."
              .formatted(file, reason(e)),
          e);
    }
  }

  Profile get(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /** The names, sorted. */
  List<String> names() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new Problem(
          ExitCode.STORAGE, "%s cannot be read: %s.".formatted(directory, reason(e)), e);
    }
  }

  /** Writes it whole, or not at all. */
  void put(String name, Profile profile) {
    Path file = file(name);
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path next = Files.createTempFile(directory, "." + name, ".next");
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.write(UTF_8.encode(text(profile)));
        channel.force(true);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      throw new Problem(
          ExitCode.STORAGE, "The profile %s cannot be written: %s.".formatted(file, reason(e)), e);
    }
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new Problem(
          ExitCode.STORAGE,
          "The profile %s cannot be deleted: %s.".formatted(file(name), reason(e)),
          e);
    }
  }

  Problem unknown(String name) {
    List<String> names = names();
    return new Problem(
        ExitCode.CONFIGURATION,
        "There is no profile \"%s\"%s. To make it, log in with --server and --client-id."
            .formatted(name, names.isEmpty() ? "" : "; there is " + String.join(", ", names)));
  }

  private Path file(String name) {
    return directory.resolve(checked(name) + SUFFIX);
  }

  private static Profile read(Path file) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(Files.readAllBytes(file)));
    Profile profile = ProfileCompanion.INSTANCE.fromJson(reader);
    if (profile == null) {
      throw new JsonDataException("it is empty");
    }
    return profile;
  }

  private static String text(Profile profile) throws IOException {
    Buffer buffer = new Buffer();
    JsonWriter writer = JsonWriter.of(buffer);
    writer.setIndent("  ");
    ProfileCompanion.INSTANCE.toJson(writer, profile);
    return buffer.writeUtf8("\n").readUtf8();
  }

  private static String reason(Exception e) {
    String reason =
        e instanceof FileSystemException failed && failed.getReason() != null
            ? failed.getReason()
            : e.getMessage();
    String text = reason == null ? e.getClass().getSimpleName() : reason;
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
