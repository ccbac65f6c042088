package io.grantwright.runtime.call;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.endpoint.Deviations;
import io.grantwright.runtime.endpoint.FormEncoding;
import io.grantwright.runtime.json.Adapters;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answer of a provider that differs from the standards into the one that the standards
 * have, as far as its descriptor declares how it differs. Only answers of such endpoints come here.
 */
final class StandardAnswer {
  private static final String EXPIRES_IN = "expires_in";
  private static final String TOKEN_TYPE = "token_type";
  private static final String SCOPE = "scope";
  private static final String ACCESS_TOKEN = "access_token";
  private static final Set<String> OF_TOKENS =
      Set.of(ACCESS_TOKEN, TOKEN_TYPE, EXPIRES_IN, "refresh_token", SCOPE, "id_token");

  private final Deviations deviations;
  private final Clock clock;
  private final boolean ofTokens;
  private final List<String> applied;

  /**
   * @param ofTokens whether the answer should have tokens
   * @param applied takes what was different
   */
  StandardAnswer(Deviations deviations, Clock clock, boolean ofTokens, List<String> applied) {
    this.deviations = deviations;
    this.clock = clock;
    this.ofTokens = ofTokens;
    this.applied = applied;
  }

  /**
   * Reads a body; null if it is no object.
   *
   * @param asForm whether what does not begin as JSON is a form
   * @throws IOException if it is no JSON
   * @throws JsonDataException if it is a form that has a field twice
   */
  static @Nullable Map<String, @Nullable Object> members(ByteString body, boolean asForm)
      throws IOException {
    String text = body.utf8().strip();
    if (!text.startsWith("{") && asForm) {
      return form(text);
    }
    if (!text.startsWith("{")) {
      return null;
    }
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
      Object value = Adapters.ANY.fromJson(reader);
      return reader.peek() == JsonReader.Token.END_DOCUMENT && value instanceof Map<?, ?> members
          ? copy(members)
          : null;
    } catch (JsonDataException e) {
      return null; // The endpoint's own adapter says what is wrong.
    }
  }

  /** As the body of an answer. */
  static Buffer json(Map<String, @Nullable Object> members) throws IOException {
    Buffer buffer = new Buffer();
    JsonWriter writer = JsonWriter.of(buffer);
    writer.setSerializeNulls(true);
    Adapters.ANY.toJson(writer, members);
    return buffer;
  }

  /** Whether an answer with a status of success says no after all. */
  boolean isError(Map<String, @Nullable Object> answer) {
    if (!deviations.hasErrorsInSuccess()) {
      return false;
    }
    Object code = answer.get(deviations.errorNames().getOrDefault("error", "error"));
    boolean none = code == null || deviations.isNoError(text(code)) || text(code).isEmpty();
    if (!none) {
      applied.add("@ErrorsInSuccess");
    }
    return !none;
  }

  /** What says no, by the standard names. */
  Map<String, @Nullable Object> error(Map<String, @Nullable Object> answer) {
    return renamed(answer, deviations.errorNames());
  }

  /** What says yes, by the standard names and in the standard forms. */
  Map<String, @Nullable Object> success(Map<String, @Nullable Object> answer) {
    Map<String, @Nullable Object> members = renamed(unwrapped(answer), deviations.answerNames());
    for (String member : deviations.textual()) {
      if (members.get(member) instanceof String text) {
        Object value = value(text);
        if (value != null) {
          members.put(member, value);
          applied.add("@Textual(" + member + ")");
        }
      }
    }
    if (ofTokens) {
      standardiseType(members);
      standardiseLifetime(members);
      standardiseScope(members);
    }
    return members;
  }

  private Map<String, @Nullable Object> unwrapped(Map<String, @Nullable Object> answer) {
    Map<String, @Nullable Object> members = answer;
    for (String name : deviations.wrapper()) {
      if (!(members.get(name) instanceof Map<?, ?> inner)) {
        return answer;
      }
      Map<String, @Nullable Object> both = copy(inner);
      boolean twoTokens = inner.containsKey(ACCESS_TOKEN) && members.containsKey(ACCESS_TOKEN);
      members.forEach(
          (outer, value) -> {
            // Two sets of tokens must not mix: the outer refresh token is not this token's.
            if (!outer.equals(name) && !(twoTokens && OF_TOKENS.contains(outer))) {
              both.putIfAbsent(outer, value);
            }
          });
      members = both;
      applied.add("@Wrapped(" + name + ")");
    }
    return members;
  }

  private Map<String, @Nullable Object> renamed(
      Map<String, @Nullable Object> answer, Map<String, String> names) {
    Map<String, @Nullable Object> members = copy(answer);
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    names.forEach(
        (name, to) -> {
          if (answer.containsKey(to)) {
            found.put(name, answer.get(to));
            members.remove(to);
            applied.add("@Renamed(" + name + ")");
          }
        });
    members.putAll(found);
    return members;
  }

  private void standardiseType(Map<String, @Nullable Object> members) {
    Object type = members.get(TOKEN_TYPE);
    boolean missing = type == null && deviations.isTokenTypeMissing();
    if (missing || (type instanceof String text && deviations.isBearer(text))) {
      members.put(TOKEN_TYPE, "Bearer");
      applied.add("@TokenTypes");
    }
  }

  private void standardiseLifetime(Map<String, @Nullable Object> members) {
    Object lifetime = members.get(EXPIRES_IN);
    if (lifetime == null && deviations.lifetimeIfMissing() > 0) {
      members.put(EXPIRES_IN, deviations.lifetimeIfMissing());
      applied.add("@Lifetime");
    } else if (lifetime instanceof Number number) {
      long counted = number.longValue();
      long now = clock.millis();
      // A moment that has passed is over at once: zero would mean that nobody knows.
      long seconds =
          switch (deviations.lifetimeUnit()) {
            case SECONDS -> counted;
            case MILLISECONDS -> Math.max(1, counted / 1000);
            case EPOCH_SECONDS -> Math.max(1, counted - now / 1000);
            case EPOCH_MILLISECONDS -> Math.max(1, (counted - now) / 1000);
          };
      if (counted > 0 && seconds != counted) {
        members.put(EXPIRES_IN, seconds);
        applied.add("@Lifetime");
      }
    }
  }

  private void standardiseScope(Map<String, @Nullable Object> members) {
    Object scope = members.get(SCOPE);
    String separator = deviations.answerSeparator();
    String text = null;
    if (scope instanceof List<?> values && deviations.isScopeListed()) {
      List<String> texts = new ArrayList<>();
      values.forEach(value -> texts.add(text(value)));
      text = String.join(" ", texts);
    } else if (scope instanceof String joined && !separator.equals(" ")) {
      text = joined.replace(separator, " ");
    }
    if (text != null && !text.equals(scope)) {
      members.put(SCOPE, text.strip());
      applied.add("@Scopes");
    }
  }

  /** The number or boolean that a text stands for; null for any other text. */
  private static @Nullable Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
  }

  private static Map<String, @Nullable Object> form(String text) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = FormEncoding.decode(pair.substring(0, equals));
        String value = FormEncoding.decode(pair.substring(equals + 1));
        // A form has no numbers, so that its model cannot ask for texts there.
        Object number = name.equals(EXPIRES_IN) || name.equals("interval") ? value(value) : null;
        if (members.putIfAbsent(name, number == null ? value : number) != null) {
          throw new JsonDataException("expected each field once at $, found a duplicate");
        }
      }
    }
    return members;
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> members) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(text(name), value));
    return copy;
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
