package io.grantwright.runtime.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Bytes that the server sends, read as they arrive; to be closed. The time limits of the call have
 * held up to here. From here on a pause longer than the limit of an attempt ends the reading with
 * an exception, and there is no cap on the size.
 */
public final class Download implements OpenBody {
  private final Response response;

  Download(Response response) {
    this.response = response;
  }

  /**
   * A download of bytes that are there, such as one that a fake gives.
   *
   * @param bytes the bytes
   * @param contentType what they are, as in {@code image/png}
   * @return the download, with the status 200
   * @throws IllegalArgumentException if that is no content type
   */
  public static Download of(byte[] bytes, String contentType) {
    return new Download(
        new Response.Builder()
            .request(new Request.Builder().url("https://localhost/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .header("Content-Type", contentType)
            .body(ResponseBody.create(bytes, MediaType.get(contentType)))
            .build());
  }

  /** {@return the status of the answer} */
  public int status() {
    return response.code();
  }

  /** {@return the headers of the answer} */
  public Headers headers() {
    return response.headers();
  }

  /** {@return what the bytes are, as in {@code image/png}, if the server says} */
  public Optional<String> contentType() {
    return Optional.ofNullable(response.header("Content-Type"));
  }

  /** {@return how many bytes there are, if the server says} */
  public OptionalLong length() {
    long length = response.body().contentLength();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** {@return the bytes; they can be read once, and closing them closes the download} */
  public InputStream stream() {
    return response.body().byteStream();
  }

  /**
   * Saves the bytes, and closes the download. The file is only there when all of it is; one that
   * was there before is replaced.
   *
   * @param file the file
   * @return how many bytes it has
   * @throws IOException if the bytes break off, or the file cannot be written
   */
  public long saveTo(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path part = Files.createTempFile(directory, "download", ".part");
    try (this;
        InputStream bytes = stream()) {
      long length = Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return length;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public void close() {
    response.close();
  }

  @Override
  public String toString() {
    return "Download[status=" + status() + "]";
  }
}
