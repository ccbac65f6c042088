package io.grantwright.samples.phal.bus;

import com.squareup.moshi.JsonDataException;
import io.grantwright.annotations.Model;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of the bus, which is a frame {@code {"type": …, "data": {…}, "context": {…}}}.
 *
 * @param type what it is
 * @param data what it says; may hold secrets
 * @param context who sends it to whom, in which session; goes back as it came
 */
public record BusMessage(
    String type, Map<String, @Nullable Object> data, Map<String, @Nullable Object> context) {
  private static final String SOURCE = "source";
  private static final String DESTINATION = "destination";

  /** The frame as it travels. Whatever is missing counts as empty, as it does for all clients. */
  @Model
  record Frame(Optional<String> type, Optional<Object> data, Optional<Object> context) {}

  public BusMessage {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  /** A message of the bridge's own accord. */
  public static BusMessage of(String type, Map<String, @Nullable Object> data) {
    return new BusMessage(type, data, Map.of());
  }

  /**
   * Reads a frame.
   *
   * @throws MalformedFrameException if it is no JSON object with the members of a message
   */
  public static BusMessage decode(String text) throws MalformedFrameException {
    try {
      Frame frame = BusMessage_FrameCompanion.INSTANCE.fromJson(text);
      if (frame == null) {
        throw new JsonDataException("expected an object, found null");
      }
      return new BusMessage(
          frame.type().orElse(""),
          object("data", frame.data()),
          object("context", frame.context()));
    } catch (JsonDataException e) {
      throw new MalformedFrameException("A frame is no message: " + e.getMessage(), e);
    } catch (IOException e) {
      // Moshi's words would quote what it found.
      throw new MalformedFrameException("A frame is no JSON", e);
    }
  }

  /** The text of the frame. */
  public String encode() {
    return BusMessage_FrameCompanion.INSTANCE.toJson(
        new Frame(Optional.of(type), Optional.of(data), Optional.of(context)));
  }

  /** Another message in the same context. */
  public BusMessage forward(String type, Map<String, @Nullable Object> data) {
    return new BusMessage(type, data, context);
  }

  /** An answer to whoever sent this: source and destination change places, where both are there. */
  public BusMessage reply(String type, Map<String, @Nullable Object> data) {
    Map<String, @Nullable Object> back = new LinkedHashMap<>(context);
    if (context.containsKey(SOURCE) && context.containsKey(DESTINATION)) {
      back.put(SOURCE, context.get(DESTINATION));
      back.put(DESTINATION, context.get(SOURCE));
    }
    return new BusMessage(type, data, back);
  }

  /** The answer that is named after its request. */
  public BusMessage response(Map<String, @Nullable Object> data) {
    return reply(type + ".response", data);
  }

  /** {@return its type; the data may be secret} */
  @Override
  public String toString() {
    return "BusMessage[" + type + "]";
  }

  private static Map<String, @Nullable Object> object(String member, Optional<Object> value) {
    if (value.isEmpty()) {
      return Map.of();
    }
    if (!(value.get() instanceof Map<?, ?> members)) {
      throw new JsonDataException("expected an object at $." + member);
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, each) -> copy.put(String.valueOf(name), each));
    return copy;
  }
}
