package io.grantwright.sdk.pipeshub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** One paragraph of {@code recorded.txt}, whose head explains the lines. */
final class RecordedCase {
  final String name;
  private final String client;
  private final String call;
  final @Nullable String requestLine;
  final @Nullable String authorization;
  final @Nullable String contentType;
  final String body;
  final String outcome;
  private final int status;
  private final Headers answerHeaders;
  private final String answerBody;

  private RecordedCase(List<String> lines) {
    name = required(lines, "case");
    client = required(lines, "client");
    call = required(lines, "call");
    String sends = value(lines, "sends");
    requestLine = sends == null ? null : sends + " HTTP/1.1";
    authorization = value(lines, "authorization");
    String form = value(lines, "form");
    String json = value(lines, "json");
    contentType =
        form != null
            ? "application/x-www-form-urlencoded"
            : json != null ? "application/json" : null;
    body = form != null ? form : json != null ? json : "";
    outcome = required(lines, "gives");
    String answers = value(lines, "answers");
    status = answers == null ? 0 : Integer.parseInt(answers);
    Headers.Builder headers = new Headers.Builder();
    for (String line : lines) {
      if (line.startsWith("header ")) {
        headers.add(line.substring("header ".length()));
      }
    }
    answerHeaders = headers.build();
    String answered = value(lines, "body");
    answerBody = answered == null ? "" : answered;
  }

  static List<RecordedCase> all() throws IOException {
    List<RecordedCase> cases = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(RecordedCase.class.getResourceAsStream("recorded.txt"));
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          lines.add(line);
        } else if (line.isEmpty() && !lines.isEmpty()) {
          cases.add(new RecordedCase(lines));
          lines.clear();
        }
        line = reader.readLine();
      }
    }
    if (!lines.isEmpty()) {
      cases.add(new RecordedCase(lines));
    }
    return cases;
  }

  ClientAuthentication authentication() {
    String[] words = client.split(" ", -1);
    return switch (words[0]) {
      case "none" -> ClientAuthentication.none(words[1]);
      case "basic" -> ClientAuthentication.basic(words[1], Secret.of(words[2]));
      case "body" -> ClientAuthentication.body(words[1], Secret.of(words[2]));
      default -> throw new IllegalStateException("Expected none, basic or body in " + name + ".");
    };
  }

  String method() {
    int end = call.indexOf(' ');
    return end < 0 ? call : call.substring(0, end);
  }

  boolean asJson() {
    return call.startsWith(method() + " as JSON ");
  }

  String requestJson() {
    return call.substring(call.indexOf('{'));
  }

  MockResponse answer() {
    return new MockResponse.Builder().code(status).headers(answerHeaders).body(answerBody).build();
  }

  private static String required(List<String> lines, String key) {
    String value = value(lines, key);
    if (value == null) {
      throw new IllegalStateException("Expected a line \"" + key + "\" in " + lines.get(0) + ".");
    }
    return value;
  }

  private static @Nullable String value(List<String> lines, String key) {
    for (String line : lines) {
      if (line.startsWith(key + " ")) {
        return line.substring(key.length() + 1);
      }
    }
    return null;
  }
}
