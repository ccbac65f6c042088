package io.grantwright.runtime.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to send, as a whole body or as a part of a multipart one. They are {@code
 * application/octet-stream} unless {@link #as} says otherwise.
 *
 * <p>What comes {@link #once} cannot be sent again: such a call gets one attempt, unless nothing of
 * it was sent. The time limits of the call hold for the sending as well.
 */
public final class Upload {
  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final Opener opener;
  private final long length;
  private final boolean repeatable;
  private final MediaType contentType;
  private final @Nullable String fileName;

  private Upload(
      Opener opener,
      long length,
      boolean repeatable,
      MediaType contentType,
      @Nullable String fileName) {
    this.opener = opener;
    this.length = length;
    this.repeatable = repeatable;
    this.contentType = contentType;
    this.fileName = fileName;
  }

  /**
   * Sends bytes.
   *
   * @param bytes the bytes, which are copied
   * @return what is sent
   */
  public static Upload of(byte[] bytes) {
    ByteString copy = ByteString.of(bytes);
    return new Upload(() -> new okio.Buffer().write(copy), copy.size(), true, BYTES, null);
  }

  /**
   * Sends a file, under its name. It is read when it is sent, for each attempt anew.
   *
   * @param file the file
   * @return what is sent
   * @throws IOException if the size of the file cannot be told
   */
  public static Upload of(Path file) throws IOException {
    Path name = file.getFileName();
    return new Upload(
        () -> Okio.source(Files.newInputStream(file)),
        Files.size(file),
        true,
        BYTES,
        name == null ? null : name.toString());
  }

  /**
   * Sends a stream, which is closed when it has been sent. It is read once: a call that has begun
   * to send it is not tried again.
   *
   * @param stream the bytes, of any number
   * @return what is sent
   */
  public static Upload once(InputStream stream) {
    return new Upload(() -> Okio.source(stream), -1, false, BYTES, null);
  }

  /**
   * Sends a stream of a known length, which is closed when it has been sent. It is read once: a
   * call that has begun to send it is not tried again.
   *
   * @param stream the bytes
   * @param length how many bytes there are; sending another number of them fails
   * @return what is sent
   */
  public static Upload once(InputStream stream, long length) {
    return new Upload(() -> Okio.source(stream), length, false, BYTES, null);
  }

  /**
   * The same bytes as something else.
   *
   * @param contentType what they are, as in {@code image/png}
   * @return what is sent
   * @throws IllegalArgumentException if it is no content type
   */
  public Upload as(String contentType) {
    return new Upload(opener, length, repeatable, MediaType.get(contentType), fileName);
  }

  /**
   * The same bytes under another name; only a part of a multipart body has one.
   *
   * @param fileName the name
   * @return what is sent
   */
  public Upload named(String fileName) {
    return new Upload(opener, length, repeatable, contentType, fileName);
  }

  /** {@return what the bytes are} */
  public String contentType() {
    return contentType.toString();
  }

  /** {@return how many bytes there are; empty if that is not known before they are sent} */
  public OptionalLong length() {
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** {@return the name of the file} */
  public Optional<String> fileName() {
    return Optional.ofNullable(fileName);
  }

  /** {@return whether it can be sent again} */
  public boolean isRepeatable() {
    return repeatable;
  }

  @Override
  public String toString() {
    return "Upload[" + contentType + (length < 0 ? "" : ", " + length + " bytes") + "]";
  }

  RequestBody body() {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return contentType;
      }

      @Override
      public long contentLength() {
        return length;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        try (Source source = opener.open()) {
          sink.writeAll(source);
        }
      }
    };
  }

  /** Where the bytes come from. */
  @FunctionalInterface
  private interface Opener {
    Source open() throws IOException;
  }
}
