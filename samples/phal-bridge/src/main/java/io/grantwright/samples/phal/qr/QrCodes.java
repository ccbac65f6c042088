package io.grantwright.samples.phal.qr;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.grantwright.samples.phal.Log;
import io.grantwright.samples.phal.Terminal;
import io.grantwright.samples.phal.app.AppName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** QR codes in files that are the owner's alone, and on a terminal if there is one. */
public final class QrCodes {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String FILES = "*_oauth_qr_*.png";
  private static final int MOST_TRIES = 100;
  private static final int LONGEST_NAME = 200;

  private final Path directory;
  private final RandomGenerator random;
  private final Optional<Terminal> terminal;
  private final Ink text;
  private final Log log;

  /**
   * Opens the directory, and deletes what a bridge that was killed left in it.
   *
   * @param directory the bridge's own
   * @param terminal where to draw them, too
   * @param lightTerminal whether that is light, which counts where it shows no colours
   */
  public QrCodes(
      Path directory,
      RandomGenerator random,
      Optional<Terminal> terminal,
      boolean lightTerminal,
      Log log)
      throws IOException {
    this.directory = Files.createDirectories(directory, OWNERS_DIRECTORY);
    this.random = random;
    this.terminal = terminal;
    this.text = lightTerminal ? Ink.DARK_TEXT : Ink.LIGHT_TEXT;
    this.log = log;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, FILES)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  /**
   * Draws an address.
   *
   * @return the file, to be deleted when its flow has ended
   * @throws io.grantwright.samples.phal.Refusal if it is too long
   * @throws IOException if the file cannot be written
   */
  public Path draw(AppName app, String url) throws IOException {
    QrCode code = QrCode.of(url);
    Path file = write(app, code.png());
    terminal.ifPresent(
        to -> {
          to.out().println("%s wants you to log in:".formatted(printable(app.munged())));
          code.draw(to.charset(), to.colours() ? Ink.COLOURS : text).forEach(to.out()::println);
        });
    return file;
  }

  /** Deletes a code whose flow has ended. */
  public void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.say("%s cannot be deleted: %s".formatted(file, e.getMessage()));
    }
  }

  private Path write(AppName app, byte[] png) throws IOException {
    for (int tries = 1; ; tries++) {
      String digits = HexFormat.of().toHexDigits((short) random.nextInt());
      Path file = directory.resolve(printable(app.munged()) + "_oauth_qr_" + digits + ".png");
      try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), OWNER_ONLY)) {
        ByteBuffer content = ByteBuffer.wrap(png);
        while (content.hasRemaining()) {
          channel.write(content);
        }
        return file;
      } catch (FileAlreadyExistsException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      } catch (IOException e) {
        delete(file); // Half a code.
        throw e;
      }
    }
  }

  /** Skills name themselves; a file in another directory they do not name. */
  private static String printable(String munged) {
    String name = munged.replaceAll("[^A-Za-z0-9._-]", "-");
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
