package io.grantwright.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The protocol by hand, so that the server is proven without the SDK. */
final class Wire {

  private static final JsonAdapter<Map<String, Object>> JSON =
      new Moshi.Builder()
          .build()
          .adapter(Types.newParameterizedType(Map.class, String.class, Object.class));

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .readTimeout(Duration.ofMinutes(5)) // Only to end a test that would hang.
          .build();

  record Answer(int status, Map<String, String> headers, String body) {
    Map<String, Object> json() {
      try {
        return requireNonNull(JSON.fromJson(body));
      } catch (IOException e) {
        throw new AssertionError("not JSON, status " + status + ": " + body, e);
      }
    }

    String text(String name) {
      return (String) requireNonNull(json().get(name), name);
    }
  }

  Answer get(String url, String... headers) throws IOException {
    return send(new Request.Builder().url(url), headers);
  }

  Answer post(String url, Map<String, String> form, String... headers) throws IOException {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    return send(new Request.Builder().url(url).post(body.build()), headers);
  }

  static String[] basic(String id, String secret) {
    return new String[] {"Authorization", Credentials.basic(id, secret, UTF_8)};
  }

  static String parameter(String callback, String name) {
    return requireNonNull(HttpUrl.get(callback).queryParameter(name), name + " in " + callback);
  }

  private Answer send(Request.Builder request, String... headers) throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (Response response = http.newCall(request.build()).execute()) {
      String body = response.body().string();
      Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().forEach(h -> names.put(h.getFirst(), h.getSecond()));
      return new Answer(response.code(), names, body);
    }
  }
}
