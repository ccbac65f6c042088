package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.json.Decode;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Reads events from an answer (WHATWG HTML §9.2.5 and §9.2.6). */
final class EventReader<T> implements EventStream.Source<T> {
  private static final ByteString LINE_END = ByteString.encodeUtf8("\r\n");
  private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

  private final Response response;
  private final BufferedSource source;
  private final @Nullable JsonAdapter<T> adapter;
  private final @Nullable String end;
  private final long longest;
  private final Failures failures;
  private final Runnable abort;

  /** Held by who reads: what is read from is not to be closed by another thread. */
  private final ReentrantLock reading = new ReentrantLock();

  private boolean begun;
  private boolean ended;
  private boolean afterReturn;
  private volatile boolean closed;
  private volatile @Nullable String lastEventId;

  /** Makes the exceptions of a stream that fails. */
  interface Failures {
    CallException brokenOff(IOException cause);

    CallException malformed(String path, String problem);
  }

  /**
   * Takes an answer.
   *
   * @param adapter reads the data; null if its text is wanted
   * @param end the data of the last event; null if the answer ends
   * @param longest how many bytes one line, or the data of one event, may have
   * @param abort ends the waiting of a thread that reads
   */
  EventReader(
      Response response,
      @Nullable JsonAdapter<T> adapter,
      @Nullable String end,
      long longest,
      Failures failures,
      Runnable abort) {
    this.response = response;
    this.source = response.body().source();
    this.adapter = adapter;
    this.end = end;
    this.longest = longest;
    this.failures = failures;
    this.abort = abort;
  }

  @Override
  public @Nullable String lastEventId() {
    return lastEventId;
  }

  @Override
  public void close() {
    closed = true;
    abort.run();
    if (reading.tryLock()) { // Or else the thread that reads will close it.
      try {
        response.close();
      } finally {
        reading.unlock();
      }
    }
  }

  @Override
  public @Nullable ServerEvent<T> next() {
    reading.lock();
    try {
      return ended || closed ? null : event();
    } finally {
      reading.unlock();
      if (closed) {
        close(); // By another thread, while this one read.
      }
    }
  }

  private @Nullable ServerEvent<T> event() {
    try {
      ServerEvent<T> event = read();
      if (event == null) {
        finish();
      }
      return event;
    } catch (IOException e) {
      boolean own = closed;
      finish();
      if (own) {
        return null; // Closed while it waited.
      }
      throw failures.brokenOff(e);
    } catch (CallException e) {
      finish();
      throw e;
    }
  }

  private void finish() {
    ended = true;
    response.close();
  }

  private @Nullable ServerEvent<T> read() throws IOException {
    String type = "";
    StringBuilder data = null;
    String id = lastEventId;
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty()) {
        lastEventId = id;
        if (data != null) {
          String text = data.substring(0, data.length() - 1);
          return text.equals(end)
              ? null
              : new ServerEvent<>(
                  type.isEmpty() ? "message" : type,
                  java.util.Optional.ofNullable(id),
                  decode(text));
        }
        type = "";
        continue;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (name) {
        case "event" -> type = value;
        case "data" -> {
          data = data == null ? new StringBuilder() : data;
          data.append(value).append('\n');
          if (data.length() > longest) {
            throw tooLong();
          }
        }
        case "id" -> id = value.indexOf('\0') < 0 ? value : id;
        default -> {} // A comment, how long to wait before another call, or something new.
      }
    }
    return null; // An event that the answer ends in is none.
  }

  private @Nullable String line() throws IOException {
    if (!begun) {
      begun = true;
      if (source.rangeEquals(0, BYTE_ORDER_MARK)) {
        source.skip(BYTE_ORDER_MARK.size());
      }
    }
    if (afterReturn) {
      afterReturn = false;
      if (source.request(1) && source.getBuffer().getByte(0) == '\n') {
        source.skip(1);
      }
    }
    long length = source.indexOfElement(LINE_END);
    if (length < 0) {
      return null;
    }
    if (length > longest) {
      throw tooLong();
    }
    String line = source.readUtf8(length);
    // What follows a return is looked at with the next line: waiting for it would hold this one
    // back.
    afterReturn = source.readByte() == '\r';
    return line;
  }

  private CallException tooLong() {
    return failures.malformed("", "an event is longer than maxBodySize (" + longest + " bytes)");
  }

  @SuppressWarnings("unchecked") // Without an adapter the data is text.
  private T decode(String text) throws IOException {
    if (adapter == null) {
      return (T) text;
    }
    JsonReader json = JsonReader.of(new Buffer().writeUtf8(text));
    try {
      T value = adapter.fromJson(json);
      Decode.end(json);
      if (value == null) {
        throw failures.malformed("$", "expected a value at $, found null");
      }
      return value;
    } catch (JsonDataException e) {
      String message = e.getMessage();
      // Only messages of this project's own adapters are known to hold no value.
      String problem =
          message == null || !message.startsWith("expected ")
              ? "its JSON has another shape, or is nested too deeply"
              : message;
      throw failures.malformed(Decode.pathOf(e, json), problem);
    } catch (com.squareup.moshi.JsonEncodingException | EOFException e) {
      throw failures.malformed(Decode.pathOf(json), "it is not valid JSON");
    }
  }
}
