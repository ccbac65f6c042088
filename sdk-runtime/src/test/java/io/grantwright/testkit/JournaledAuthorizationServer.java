package io.grantwright.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.testkit.StrictGrants.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server that forgives nothing: every refresh token is good for one refresh, and
 * one that comes back ends its grant. It writes down every request and what it decided, before
 * anyone is told, so that a test can hold against it what a client believes. It can be made to
 * fail.
 *
 * <p>It knows one client, {@value #CLIENT_ID} with {@value #CLIENT_SECRET}, by Basic or in the
 * body, the grants {@code refresh_token} and {@code client_credentials}, revocation and
 * introspection. Tests log people in by {@link #logIn}, other processes by a form with {@code
 * account} sent to {@code /login}.
 *
 * <p>{@link #main} runs it as a program of its own.
 */
public final class JournaledAuthorizationServer implements AutoCloseable {
  /** The client that the server knows. */
  public static final String CLIENT_ID = "client";

  /** The client's secret. */
  public static final String CLIENT_SECRET = "secret";

  private static final String SCOPE = "read write";
  private static final byte[] PAGE = "<html><body>Sorry.</body></html>".getBytes(UTF_8);

  private final Path path;
  private final long expiresIn;
  private final Journal journal;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool(this::daemon);
  private final StrictGrants grants = new StrictGrants();
  private final Map<Role, Queue<Fault>> faults = new EnumMap<>(Role.class);
  private final Map<Role, Queue<Hold>> holds = new EnumMap<>(Role.class);
  private long requests;

  private JournaledAuthorizationServer(Path path, long expiresIn) throws IOException {
    this.path = path;
    this.expiresIn = expiresIn;
    this.journal = new Journal(path);
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  /**
   * Starts a server on a free port of the loopback address.
   *
   * @param journal where to write the journal; there must be no such file yet
   * @param expiresIn how long access tokens live, in seconds
   * @return the server
   * @throws IOException if the journal or the port cannot be had
   */
  public static JournaledAuthorizationServer start(Path journal, long expiresIn)
      throws IOException {
    return new JournaledAuthorizationServer(journal, expiresIn);
  }

  /**
   * Runs a server until the standard input ends, so that it never outlives the test that started
   * it. It prints its URL, alone on a line.
   *
   * @param arguments the journal's path; the lifetime of access tokens in seconds
   * @throws IOException if the journal or the port cannot be had
   */
  public static void main(String[] arguments) throws IOException {
    // Headers and body are written apart; without this the second waits for the client's ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try (JournaledAuthorizationServer server =
        start(Path.of(arguments[0]), Long.parseLong(arguments[1]))) {
      System.out.println(server.url());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * {@return where the server is, without a slash at the end; the endpoints are {@code /token},
   * {@code /revoke}, {@code /introspect}}
   */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /**
   * Begins a grant; one that the account had before ends.
   *
   * @param account who allows it
   * @return its first refresh token
   * @throws IOException if the journal cannot be written
   */
  public String logIn(String account) throws IOException {
    logIn(Map.of("account", account));
    return currentRefreshToken(account).orElseThrow();
  }

  /**
   * Finds the one refresh token of an account that would work now.
   *
   * @param account who allowed it
   * @return the token; empty if the account has no grant, or it ended
   */
  public synchronized Optional<String> currentRefreshToken(String account) {
    return grants.current(account);
  }

  /**
   * Does something to the next request. Several faults for one endpoint come one after the other.
   *
   * @param role the endpoint
   * @param fault what to do
   */
  public synchronized void next(Role role, Fault fault) {
    faults.computeIfAbsent(role, any -> new ArrayDeque<>()).add(fault);
  }

  /**
   * Holds the next answer. The request has been processed, and the journal has it.
   *
   * @param role the endpoint
   * @return the hold
   */
  public synchronized Hold hold(Role role) {
    Hold hold = new Hold();
    holds.computeIfAbsent(role, any -> new ArrayDeque<>()).add(hold);
    return hold;
  }

  /**
   * Reads the journal.
   *
   * @return every request so far, in the order in which they were decided
   * @throws IOException if it cannot be read
   */
  public List<JournalEntry> journal() throws IOException {
    return Journal.read(path);
  }

  /** Stops the server, and drops the answers that are held. */
  @Override
  public void close() throws IOException {
    http.stop(0);
    threads.shutdownNow();
    synchronized (this) {
      journal.close();
    }
  }

  /** An answer that waits. */
  public static final class Hold {
    private final CountDownLatch processed = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold() {}

    /**
     * Waits until the request has been processed.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitProcessed() throws InterruptedException {
      processed.await();
    }

    /** Lets the answer go. */
    public void release() {
      released.countDown();
    }

    private void pass() throws InterruptedException {
      processed.countDown();
      released.await();
    }
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "authorization-server");
    thread.setDaemon(true);
    return thread;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = form(exchange);
      switch (exchange.getRequestURI().getPath()) {
        case "/login" -> send(exchange, logIn(form));
        case "/faults" -> {
          next(Role.valueOf(form.getOrDefault("role", "")), Fault.of(form));
          exchange.sendResponseHeaders(204, -1);
        }
        case "/token" -> answer(exchange, Role.TOKEN, form);
        case "/revoke" -> answer(exchange, Role.REVOCATION, form);
        case "/introspect" -> answer(exchange, Role.INTROSPECTION, form);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The server is closed: nobody waits for the answer.
    }
  }

  private void answer(HttpExchange exchange, Role role, Map<String, String> form)
      throws IOException, InterruptedException {
    Optional<Fault> fault = take(faults, role);
    Outcome outcome = decide(exchange, role, form, fault);
    Optional<Hold> hold = take(holds, role);
    if (hold.isPresent()) {
      hold.get().pass();
    }
    if (fault.isPresent()) {
      fail(exchange, fault.get(), outcome);
    } else {
      send(exchange, outcome);
    }
  }

  private synchronized <T> Optional<T> take(Map<Role, Queue<T>> queues, Role role) {
    Queue<T> queue = queues.get(role);
    return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
  }

  private synchronized Outcome logIn(Map<String, String> form) throws IOException {
    Outcome outcome = grants.logIn(form.getOrDefault("account", "someone"), SCOPE, expiresIn);
    write("login", outcome, Optional.empty());
    return outcome;
  }

  private synchronized Outcome decide(
      HttpExchange exchange, Role role, Map<String, String> form, Optional<Fault> fault)
      throws IOException {
    String request = role == Role.TOKEN ? form.getOrDefault("grant_type", "none") : role.name();
    Outcome outcome;
    if (fault.isPresent() && !fault.get().processed()) {
      outcome = grants.notProcessed(presented(role, form));
    } else if (!isOurClient(exchange, form)) {
      outcome = grants.refused(401, "invalid_client", null, presented(role, form));
    } else {
      outcome =
          switch (request) {
            case "refresh_token" -> grants.refresh(form, expiresIn);
            case "client_credentials" -> grants.clientCredentials(form, expiresIn);
            case "REVOCATION" -> grants.revoke(form);
            case "INTROSPECTION" -> grants.introspect(form);
            default -> grants.refused(400, "unsupported_grant_type", null, null);
          };
    }
    write(request, outcome, fault);
    return outcome;
  }

  private void write(String request, Outcome outcome, Optional<Fault> fault) throws IOException {
    journal.append(
        new JournalEntry(
            ++requests,
            request,
            outcome.decision(),
            outcome.account(),
            outcome.presented(),
            outcome.current(),
            fault.map(Fault::kind)));
  }

  private static @Nullable String presented(Role role, Map<String, String> form) {
    return form.get(role == Role.TOKEN ? "refresh_token" : "token");
  }

  private static boolean isOurClient(HttpExchange exchange, Map<String, String> form) {
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(UTF_8));
    return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || (CLIENT_ID.equals(form.get("client_id"))
            && CLIENT_SECRET.equals(form.get("client_secret")));
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    Map<String, String> form = new HashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(field.substring(0, equals), UTF_8),
            URLDecoder.decode(field.substring(equals + 1), UTF_8));
      }
    }
    return form;
  }

  private static void send(HttpExchange exchange, Outcome outcome) throws IOException {
    byte[] body = body(outcome);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(outcome.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /** A dropped connection is one that is closed with nothing said; the caller closes it. */
  private static void fail(HttpExchange exchange, Fault fault, Outcome outcome) throws IOException {
    fault.retryAfter().ifPresent(it -> exchange.getResponseHeaders().set("Retry-After", it));
    switch (fault.kind()) {
      case DROP -> {}
      case STATUS -> exchange.sendResponseHeaders(fault.status(), -1);
      case HTML -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(fault.status(), PAGE.length);
        exchange.getResponseBody().write(PAGE);
      }
      case TRUNCATE -> {
        byte[] body = body(outcome);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(outcome.status(), body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
      }
    }
  }

  private static byte[] body(Outcome outcome) {
    return Adapters.ANY.toJson(outcome.answer()).getBytes(UTF_8);
  }
}
