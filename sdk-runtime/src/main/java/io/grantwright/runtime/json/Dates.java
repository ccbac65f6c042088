package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as text, as RFC 3339 and ISO 8601 have them, and in headers as RFC 9110 §5.6.7
 * has them; used by generated code.
 */
public final class Dates {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A moment, as in {@code 2031-05-04T03:02:01Z}. */
  public static final JsonAdapter<Instant> INSTANT =
      new Moment<>("a date with time and offset", Instant::parse, Dates::text);

  /** A moment that keeps its offset, as in {@code 2031-05-04T03:02:01+02:00}. */
  public static final JsonAdapter<OffsetDateTime> OFFSET_DATE_TIME =
      new Moment<>("a date with time and offset", OffsetDateTime::parse, Dates::text);

  /** A day, as in {@code 2031-05-04}. */
  public static final JsonAdapter<LocalDate> LOCAL_DATE =
      new Moment<>("a date", LocalDate::parse, Dates::text);

  /** A day and a time of no place, as in {@code 2031-05-04T03:02:01}. */
  public static final JsonAdapter<LocalDateTime> LOCAL_DATE_TIME =
      new Moment<>("a date with time and no offset", LocalDateTime::parse, Dates::text);

  private Dates() {}

  /**
   * Writes a moment.
   *
   * @param moment the moment
   * @return its text
   */
  public static String text(Instant moment) {
    return moment.toString();
  }

  /**
   * Writes a moment with its offset.
   *
   * @param moment the moment
   * @return its text, never without seconds
   */
  public static String text(OffsetDateTime moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
  }

  /**
   * Writes a day.
   *
   * @param day the day
   * @return its text
   */
  public static String text(LocalDate day) {
    return day.toString();
  }

  /**
   * Writes a day and a time.
   *
   * @param moment the day and the time
   * @return its text, never without seconds
   */
  public static String text(LocalDateTime moment) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
  }

  /**
   * Writes a moment for a header, in whole seconds.
   *
   * @param moment the moment
   * @return its text, as in {@code Sun, 04 May 2031 03:02:01 GMT}
   */
  public static String httpDate(Instant moment) {
    return HTTP.format(moment);
  }

  /**
   * Reads a moment from a header, in the form of headers or in that of RFC 3339.
   *
   * @param headers the headers
   * @param name the name of the header
   * @return the moment; null if there is no such header
   */
  public static @Nullable Instant instantHeader(Headers headers, String name) {
    return header(
        headers,
        name,
        "a date",
        text ->
            text.indexOf(',') < 0
                ? Instant.parse(text)
                : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
  }

  /**
   * Reads a moment with its offset from a header.
   *
   * @param headers the headers
   * @param name the name of the header
   * @return the moment; null if there is no such header
   */
  public static @Nullable OffsetDateTime offsetDateTimeHeader(Headers headers, String name) {
    return header(headers, name, "a date with time and offset", OffsetDateTime::parse);
  }

  /**
   * Reads a day from a header.
   *
   * @param headers the headers
   * @param name the name of the header
   * @return the day; null if there is no such header
   */
  public static @Nullable LocalDate localDateHeader(Headers headers, String name) {
    return header(headers, name, "a date", LocalDate::parse);
  }

  /**
   * Reads a day and a time from a header.
   *
   * @param headers the headers
   * @param name the name of the header
   * @return the day and the time; null if there is no such header
   */
  public static @Nullable LocalDateTime localDateTimeHeader(Headers headers, String name) {
    return header(headers, name, "a date with time and no offset", LocalDateTime::parse);
  }

  private static <V> @Nullable V header(
      Headers headers, String name, String expected, Function<String, V> parse) {
    String text = headers.get(name);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (DateTimeException e) {
      // Not the cause: its message has the text.
      throw Decode.badHeader(expected, name);
    }
  }

  private static final class Moment<V> extends JsonAdapter<V> {
    private final String expected;
    private final Function<String, V> parse;
    private final Function<V, String> text;

    Moment(String expected, Function<String, V> parse, Function<V, String> text) {
      this.expected = expected;
      this.parse = parse;
      this.text = text;
    }

    @Override
    public @Nullable V fromJson(JsonReader reader) throws IOException {
      JsonReader.Token token = reader.peek();
      if (token == JsonReader.Token.NULL) {
        return reader.nextNull();
      }
      if (token != JsonReader.Token.STRING) {
        throw Decode.misfit(expected, reader, token);
      }
      try {
        return parse.apply(reader.nextString());
      } catch (DateTimeException e) {
        // Not the cause: its message has the text.
        throw Decode.misfit(expected, reader.getPath(), "another string");
      }
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable V value) throws IOException {
      writer.value(value == null ? null : text.apply(value));
    }

    @Override
    public String toString() {
      return expected;
    }
  }
}
