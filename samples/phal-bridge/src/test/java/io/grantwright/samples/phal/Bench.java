package io.grantwright.samples.phal;

import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.FileTokenStore;
import io.grantwright.samples.phal.bus.BusMessage;
import io.grantwright.samples.phal.demo.BusPeer;
import io.grantwright.samples.phal.demo.RelayBus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A bridge on a bus, a skill on the same bus, and a provider that answers what it is told to. */
final class Bench implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Map<String, @Nullable Object> APP = Map.of("skill_id", "s", "app_id", "a");

  /** How long nothing may happen: only to end a test that would hang. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  final OkHttpClient http =
      new OkHttpClient.Builder().followRedirects(false).readTimeout(PATIENCE).build();
  final RelayBus bus = new RelayBus(0);
  final MockWebServer provider = new MockWebServer();
  final BusPeer skill = new BusPeer(http, bus.url());
  final ManualTimer timer = new ManualTimer();
  final Path directory;
  final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  final Surroundings surroundings;
  final PhalBridge bridge;

  Bench(Path directory) throws IOException, InterruptedException {
    this(directory, FileTokenStore.open(directory.resolve("tokens")));
  }

  Bench(Path directory, TokenStore store) throws IOException, InterruptedException {
    this.directory = directory;
    provider.start();
    Surroundings real =
        Main.surroundings(
            new Terminal(print(terminal), StandardCharsets.UTF_8, false), Log.lines(print(logged)));
    surroundings =
        new Surroundings(
            Clock.fixed(NOW, ZoneOffset.UTC),
            real.messages(),
            real.work(),
            timer,
            // A bus that is slow is not away: its timer is the test's, who does not expect it.
            real.bus().newBuilder().readTimeout(PATIENCE).pingInterval(Duration.ZERO).build(),
            real.http().newBuilder().readTimeout(PATIENCE).callTimeout(PATIENCE).build(),
            real.terminal(),
            sentence -> {
              real.log().say(sentence);
              said.add(sentence);
            });
    bridge = PhalBridge.start(settings(), surroundings, store);
    skill.hear("oauth.ping");
  }

  Settings settings() {
    return Settings.in(directory).withBus(bus.url()).withPort(0);
  }

  static Map<String, @Nullable Object> app(String skill, String app) {
    return Map.of("skill_id", skill, "app_id", app);
  }

  static Map<String, @Nullable Object> and(
      Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
    Map<String, @Nullable Object> both = new LinkedHashMap<>(first);
    both.putAll(second);
    return both;
  }

  /** The endpoints of the provider. */
  Map<String, @Nullable Object> endpoints() {
    return Map.of(
        "auth_endpoint", "https://as.example/auth",
        "token_endpoint", provider.url("/token").toString(),
        "scope", "a b");
  }

  Map<String, @Nullable Object> credentials() {
    return Map.of("client_id", "cid", "client_secret", "secret");
  }

  /** Sends a request, and waits for the answer. */
  Map<String, @Nullable Object> ask(String type, Map<String, @Nullable Object> data, String answer)
      throws IOException, InterruptedException {
    skill.send(type, data);
    return skill.hear(answer).data();
  }

  Map<String, @Nullable Object> register(Map<String, @Nullable Object> more)
      throws IOException, InterruptedException {
    return ask("oauth.register", and(and(APP, endpoints()), more), "oauth.register.response");
  }

  /** The address that a registered app's user is to open. */
  HttpUrl url() throws IOException, InterruptedException {
    return url(ask("oauth.get", APP, "oauth.url"));
  }

  /** The address in a message. */
  static HttpUrl url(Map<String, @Nullable Object> data) {
    return HttpUrl.get(String.valueOf(data.get("url")));
  }

  /** Where an address has the browser come back to. */
  static HttpUrl redirectUri(HttpUrl url) {
    return HttpUrl.get(String.valueOf(url.queryParameter("redirect_uri")));
  }

  /** Brings a callback, as the browser does that was sent to an address; says the status. */
  int callBack(HttpUrl url, String query) throws IOException {
    HttpUrl target =
        HttpUrl.get(url.queryParameter("redirect_uri") + "?" + query)
            .newBuilder()
            .addQueryParameter("state", url.queryParameter("state"))
            .build();
    return get(target);
  }

  int get(HttpUrl target) throws IOException {
    try (Response response = http.newCall(new Request.Builder().url(target).build()).execute()) {
      return response.code();
    }
  }

  void provide(int status, String json) {
    provide(status, "application/json", json);
  }

  void provide(int status, String type, String body) {
    provider.enqueue(
        new MockResponse.Builder().code(status).addHeader("Content-Type", type).body(body).build());
  }

  /** Logs the app's user in, with tokens of a hundred seconds. */
  BusMessage logIn() throws IOException, InterruptedException {
    provide(
        200,
        """
        {"access_token":"A","token_type":"Bearer","expires_in":100,"refresh_token":"R"}\
        """);
    callBack(url(), "code=c1");
    return skill.hear("oauth.token.response.s_a");
  }

  /** The body of the next request that the provider has got. */
  static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }

  /** Waits until the bridge says something; what it said before is forgotten. */
  void awaitLog(String sentence) throws InterruptedException {
    String next;
    do {
      next = said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } while (next != null && !next.equals(sentence));
    if (next == null) {
      throw new AssertionError("The bridge does not say: " + sentence);
    }
  }

  String logged() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    bridge.close();
    skill.close();
    bus.close();
    provider.close();
  }
}
