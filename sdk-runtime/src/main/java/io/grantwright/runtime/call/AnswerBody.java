package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A body of an answer that is not one piece of JSON; used by generated code.
 *
 * @param <T> what it is read into
 */
public final class AnswerBody<T> {
  /** The bytes, up to the cap on bodies. */
  public static final AnswerBody<byte[]> BYTES =
      new AnswerBody<>("*/*", "", false, (response, source, reading) -> source.readByteArray());

  /** The text, in the charset that the server names or else UTF-8, up to the cap on bodies. */
  public static final AnswerBody<String> TEXT =
      new AnswerBody<>(
          "text/plain, */*;q=0.8",
          "",
          false,
          (response, source, reading) -> source.readString(charset(response)));

  /** The bytes, as they arrive. */
  public static final AnswerBody<Download> DOWNLOAD =
      new AnswerBody<>("*/*", "", true, (response, source, reading) -> new Download(response));

  /** What the request says it accepts. */
  final String accept;

  /** The content type that it must have; empty for any. */
  final String contentType;

  /** Whether the answer stays open. */
  final boolean open;

  final Reader<T> reader;

  private AnswerBody(String accept, String contentType, boolean open, Reader<T> reader) {
    this.accept = accept;
    this.contentType = contentType;
    this.open = open;
    this.reader = reader;
  }

  /** Reads a body. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads it.
     *
     * @param source the body under its cap; of an open one nothing is read
     */
    T read(Response response, BufferedSource source, Reading<?> reading) throws IOException;
  }

  /**
   * Events whose data is JSON.
   *
   * @param adapter reads the data
   * @param end the data of the last event; null if the answer ends
   * @param <V> the type of the data
   * @return the body
   */
  public static <V> AnswerBody<EventStream<V>> events(
      JsonAdapter<V> adapter, @Nullable String end) {
    return ofEvents(adapter, end);
  }

  /**
   * Events whose data is text.
   *
   * @param end the data of the last event; null if the answer ends
   * @return the body
   */
  public static AnswerBody<EventStream<String>> textEvents(@Nullable String end) {
    return ofEvents(null, end);
  }

  private static <V> AnswerBody<EventStream<V>> ofEvents(
      @Nullable JsonAdapter<V> adapter, @Nullable String end) {
    return new AnswerBody<>(
        "text/event-stream",
        "text/event-stream",
        true,
        (response, source, reading) ->
            new EventStream<>(
                new EventReader<>(
                    response, adapter, end, reading.cap(), reading.failures(), reading.abort())));
  }

  private static Charset charset(Response response) {
    MediaType type = response.body().contentType();
    Charset named = type == null ? null : type.charset(StandardCharsets.UTF_8);
    return named == null ? StandardCharsets.UTF_8 : named;
  }
}
