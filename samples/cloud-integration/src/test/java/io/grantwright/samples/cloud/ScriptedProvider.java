package io.grantwright.samples.cloud;

import io.grantwright.runtime.endpoint.EndpointAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A provider that answers what it is told to. */
final class ScriptedProvider implements AutoCloseable {
  static final String AUTHORIZE = "https://as.example/authorize";

  /** The requests, as method, path and body. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
  private final MockWebServer server = new MockWebServer();

  ScriptedProvider() throws IOException {
    answer("/token", 200, tokens("1"));
    answer("/api/me", 200, "{\"id\":\"7\",\"name\":\"Ada\"}");
    answer("/api/devices", 200, "[]");
    answer("/revoke", 200, "");
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            requests.add(request.getMethod() + " " + path + " " + body);
            return answers.getOrDefault(path, new MockResponse.Builder().code(404).build());
          }
        });
    server.start();
  }

  static String tokens(String number) {
    return """
        {"access_token":"canary-access-%s","token_type":"Bearer","expires_in":300,\
        "refresh_token":"canary-refresh-%s"}"""
        .formatted(number, number);
  }

  void answer(String path, int status, String json) {
    answer(path, status, "application/json", json);
  }

  void answer(String path, int status, String type, String body) {
    answers.put(
        path,
        new MockResponse.Builder().code(status).addHeader("Content-Type", type).body(body).build());
  }

  /** Breaks the connection off when a request comes. */
  void breakOff(String path) {
    answers.put(
        path,
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
  }

  /** Does not answer before it is closed. */
  void stall(String path) {
    answers.put(
        path, new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
  }

  Settings settings(Path directory) {
    return Settings.of(directory, server.url("/api").toString())
        .withPort(0)
        .withRevocation(server.url("/revoke").toString());
  }

  EndpointAddresses endpoints() {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("AUTHORIZATION", AUTHORIZE);
    urls.put("TOKEN", server.url("/token").toString());
    return role -> Optional.ofNullable(urls.get(role.name()));
  }

  @Override
  public void close() {
    server.close();
  }
}
