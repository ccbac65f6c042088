package io.grantwright.runtime.call;

import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.json.Decode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Says which annotation would allow what an answer has and the standards have not. */
final class Diagnosis {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,40}");

  private Diagnosis() {}

  /** Of a body that does not fit; empty where no annotation would help. */
  static String ofMisfit(JsonDataException failure, String path, String problem) {
    String name = path.startsWith("$.") ? path.substring(2) : "";
    if (!NAME.matcher(name).matches()) {
      return "";
    }
    if (problem.endsWith("found none")) {
      return ofMissing(name, Decode.beside(failure).asMap());
    }
    if (problem.endsWith("found a string")) {
      return declare("@Textual(\"" + name + "\")");
    }
    return name.equals("scope") && problem.endsWith("found an array")
        ? declare("@Scopes(listed = true)")
        : "";
  }

  /** Of a body of another media type, by its beginning. */
  static String ofMediaType(@Nullable String mediaType, ByteString body) {
    if (mediaType == null) {
      return "";
    }
    String start = body.substring(0, Math.min(body.size(), 400)).utf8().strip();
    boolean readable = start.startsWith("{") || start.matches("[A-Za-z_]+=[^<]*");
    return readable ? declare("@AnsweredAs(\"" + mediaType + "\")") : "";
  }

  private static String ofMissing(String name, Map<String, @Nullable Object> beside) {
    for (Map.Entry<String, @Nullable Object> member : beside.entrySet()) {
      String other = member.getKey();
      if (!NAME.matcher(other).matches()) {
        continue;
      }
      if (isAlike(name, other)) {
        return declare("@Renamed(name = \"" + name + "\", to = \"" + other + "\")");
      }
      if (member.getValue() instanceof Map<?, ?> inner
          && inner.keySet().stream().anyMatch(each -> isAlike(name, String.valueOf(each)))) {
        return declare("@Wrapped(\"" + other + "\")");
      }
      if (other.equals("error")) {
        return "It has an error in it. " + declare("@ErrorsInSuccess");
      }
    }
    return name.equals("token_type") ? declare("@TokenTypes(missing = true)") : "";
  }

  /** Spelled in another case, or with other joints. */
  private static boolean isAlike(String name, String other) {
    return plain(name).equals(plain(other));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace("uri", "url");
  }

  private static String declare(String annotation) {
    return "If that is this provider's way, declare " + annotation + " on its descriptor.";
  }
}
