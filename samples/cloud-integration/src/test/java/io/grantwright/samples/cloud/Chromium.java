package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one page, by its DevTools protocol: the keys and the mouse are real, as
 * is what the browser does about cookies, redirects and policies.
 */
final class Chromium implements AutoCloseable {
  private static final long SECONDS = 300;
  private static final JsonAdapter<Object> JSON = new Moshi.Builder().build().adapter(Object.class);

  private final Process process;
  private final OkHttpClient http = new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
  private final WebSocket page;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Map<String, @Nullable Object>>> answers =
      new ConcurrentHashMap<>();

  /** The identifiers of the pages that have loaded. */
  private final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();

  private Chromium(Process process, String devTools) throws IOException, InterruptedException {
    this.process = process;
    String address = devTools.replaceFirst("^ws://([^/]+)/.*", "http://$1/json/new?about:blank");
    Request create =
        new Request.Builder().url(address).put(RequestBody.create(new byte[0], null)).build();
    try (Response response = http.newCall(create).execute()) {
      String url = String.valueOf(object(response.body().string()).get("webSocketDebuggerUrl"));
      this.page = http.newWebSocket(new Request.Builder().url(url).build(), new Listener());
    }
    call("Page.enable", Map.of());
    call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
  }

  /** Where it is installed, if it is. */
  static Optional<Path> installed() {
    return List.of("chromium", "chromium-browser", "google-chrome").stream()
        .flatMap(
            name ->
                List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--lang=en-US",
                // Clicks count before the first paint, which may come later than the page.
                "--allow-pre-commit-input",
                // Nothing of the web: a page with a style sheet from there would wait for it.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                // Neither root nor a container may have one, and the pages are the tests' own.
                "--no-sandbox",
                "about:blank"));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    String listening = "DevTools listening on ";
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(listening)) {
        Thread rest = new Thread(() -> err.lines().forEach(more -> {}), "chromium-log");
        rest.setDaemon(true);
        rest.start();
        return new Chromium(process, line.substring(listening.length()));
      }
    }
    process.destroy();
    throw new IOException("Chromium does not start");
  }

  /** How large the page is, and whether its user likes it dark. */
  void look(int width, int height, boolean dark) throws InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(String url) throws InterruptedException {
    String page = String.valueOf(call("Page.navigate", Map.of("url", url)).get("loaderId"));
    while (!awaitLoad().equals(page)) {
      // One that has loaded late, and that this one takes the place of.
    }
  }

  /** What a person reads on a page that has loaded; nothing of one that is on its way. */
  String text() throws InterruptedException {
    try {
      return String.valueOf(
          evaluate("document.readyState === 'complete' ? document.body.innerText : ''"));
    } catch (Refused e) {
      return ""; // The page went away while it was asked, and the next will load.
    }
  }

  String address() throws InterruptedException {
    return String.valueOf(evaluate("location.href"));
  }

  @Nullable Object evaluate(String script) throws InterruptedException {
    Map<String, @Nullable Object> answer =
        call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    return answer.get("result") instanceof Map<?, ?> result ? result.get("value") : null;
  }

  /** Waits until a page has loaded on which a text is; pages may follow each other. */
  void awaitText(String text) throws InterruptedException {
    while (!text().contains(text)) {
      if (loaded.poll(SECONDS, TimeUnit.SECONDS) == null) {
        throw new AssertionError(
            "No page with “" + text + "”, but at " + address() + ": " + text());
      }
    }
  }

  /** Clicks on the middle of what a selector finds. */
  void click(String selector) throws InterruptedException {
    Object place =
        evaluate(
            """
            (() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'});
              const r = e.getBoundingClientRect();
              return [r.x + r.width / 2, r.y + r.height / 2]; })()
            """
                .formatted(JSON.toJson(selector)));
    if (!(place instanceof List<?> at)) {
      throw new AssertionError("There is no " + selector + " at " + address() + ": " + text());
    }
    loaded.clear();
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", at.get(0), "y", at.get(1), "button", "left", "clickCount", 1));
    }
  }

  void type(String selector, String text) throws InterruptedException {
    evaluate("document.querySelector(%s).focus()".formatted(JSON.toJson(selector)));
    call("Input.insertText", Map.of("text", text));
  }

  /** Presses the tabulator key. */
  void tab() throws InterruptedException {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
    }
  }

  void screenshot(Path file) throws IOException, InterruptedException {
    Map<String, @Nullable Object> answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", false));
    Files.write(file, Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
  }

  Map<String, @Nullable Object> call(String method, Map<String, ?> parameters)
      throws InterruptedException {
    int id = calls.incrementAndGet();
    CompletableFuture<Map<String, @Nullable Object>> answer = new CompletableFuture<>();
    answers.put(id, answer);
    page.send(JSON.toJson(Map.of("id", id, "method", method, "params", parameters)));
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new Refused(method, e);
    } catch (TimeoutException e) {
      throw new AssertionError(method + " is not answered", e);
    }
  }

  private String awaitLoad() throws InterruptedException {
    String page = loaded.poll(SECONDS, TimeUnit.SECONDS);
    if (page == null) {
      throw new AssertionError("No page has loaded");
    }
    return page;
  }

  @Override
  public void close() {
    page.cancel();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    process.destroy();
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  @SuppressWarnings("unchecked") // JSON's objects are maps.
  private static Map<String, @Nullable Object> object(String json) {
    try {
      return (Map<String, @Nullable Object>) Objects.requireNonNull(JSON.fromJson(json));
    } catch (IOException e) {
      throw new IllegalStateException("No JSON: " + json, e);
    }
  }

  /** The browser does not do what it was told. */
  @SuppressWarnings("serial") // Not meant to travel.
  private static final class Refused extends AssertionError {
    Refused(String method, ExecutionException reason) {
      super(method + " failed", reason);
    }
  }

  private final class Listener extends WebSocketListener {
    @Override
    public void onMessage(WebSocket socket, String text) {
      Map<String, @Nullable Object> message = object(text);
      if (message.get("id") instanceof Number id) {
        CompletableFuture<Map<String, @Nullable Object>> answer = answers.remove(id.intValue());
        if (answer != null && message.get("result") instanceof Map<?, ?>) {
          answer.complete(object(JSON.toJson(message.get("result"))));
        } else if (answer != null) {
          answer.completeExceptionally(new IOException(text));
        }
      } else if ("Page.lifecycleEvent".equals(message.get("method"))
          && message.get("params") instanceof Map<?, ?> event
          && "load".equals(event.get("name"))) {
        loaded.add(String.valueOf(event.get("loaderId")));
      }
    }
  }
}
