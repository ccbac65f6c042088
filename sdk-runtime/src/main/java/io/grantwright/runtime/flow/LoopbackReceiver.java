package io.grantwright.runtime.flow;

import io.grantwright.runtime.secret.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Receives the callbacks of browsers on this machine (RFC 8252 §7.3): listens on the loopback
 * address only, and answers nothing but the callbacks that are expected.
 *
 * <pre>{@code
 * try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
 *   PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
 *   AuthorizationCallback callback = receiver.receive(pending, Browser.system(System.out::println));
 *   TokenResponse tokens = flow.complete(pending, callback).tokens();
 * }
 * }</pre>
 *
 * <p>It speaks just enough HTTP by itself: the JDK's server refuses queries that {@code
 * java.net.URI} cannot read, and a browser is not to blame for what a server puts into them.
 */
public final class LoopbackReceiver implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 32 * 1024;
  private static final int MAX_REST_BYTES = 1024 * 1024;
  private static final int REST_MILLIS = 1_000;

  /**
   * How many connections the system keeps until they are accepted; a burst is not to be refused.
   */
  private static final int MAX_WAITING = 1_024;

  /** How many connections may be silent at a time; one more, and the oldest is dropped. */
  private static final int MAX_SILENT = 32;

  /** How many connections are drained at a time; others may lose their page. */
  private static final int MAX_DRAINED = 32;

  /** Browsers open connections on suspicion, and say nothing on them. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final ServerSocket server;
  private final String host;
  private final String path;
  private final Duration silence;
  private final Thread accepting;
  private final Map<Secret, Expected> expected = new ConcurrentHashMap<>();
  private final Set<Socket> silent = new LinkedHashSet<>();
  private final Semaphore drained = new Semaphore(MAX_DRAINED);

  private record Expected(
      PendingAuthorization pending,
      String path,
      CompletableFuture<AuthorizationCallback> callback) {}

  private LoopbackReceiver(ServerSocket server, String host, String path, Duration silence) {
    this.server = server;
    this.host = host + ":" + server.getLocalPort();
    this.path = path;
    this.silence = silence;
    this.accepting = daemon("accept", this::accept);
  }

  /** {@return a builder, for an ephemeral port of 127.0.0.1 and a random path} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the redirect URI of authorizations that this is to receive} */
  public String redirectUri() {
    return redirectUri(path);
  }

  /**
   * Gives a redirect URI with a path of its own. Where servers do not name themselves in callbacks,
   * each of them needs one (RFC 9700 §4.4.2.2).
   *
   * @param path the path, such as {@code /callback/github}
   * @return the redirect URI
   * @throws IllegalArgumentException if it is no path
   */
  public String redirectUri(String path) {
    return "http://" + host + checkedPath(path);
  }

  /** {@return the host in the redirect URIs, such as {@code 127.0.0.1}} */
  public String host() {
    return host.substring(0, host.lastIndexOf(':'));
  }

  /** {@return the port in the redirect URIs} */
  public int port() {
    return server.getLocalPort();
  }

  /**
   * Opens a browser and waits for the callback. The receiver is closed afterwards, whatever
   * happens; where it is to serve others as well, use {@link #expect}.
   *
   * @param pending the authorization, whose callback arrives at this receiver
   * @param browser opens its {@code authorizationUrl()}; called once, on this thread
   * @return the callback, whose state was checked; it may say no
   * @throws AuthorizationException.Expired if none comes in time, such as when the server shows an
   *     error page of its own
   * @throws IllegalArgumentException if the callback arrives elsewhere
   * @throws IllegalStateException if the receiver is closed, or expects the callback already
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public AuthorizationCallback receive(PendingAuthorization pending, Browser browser)
      throws InterruptedException {
    CompletableFuture<AuthorizationCallback> callback = expect(pending);
    try (this) {
      browser.open(pending.authorizationUrl());
      return callback.get(pending.timeLeft().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw pending.expired();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException expired) {
        throw expired;
      }
      throw new IllegalStateException("The receiver was closed while it waited", e);
    }
  }

  /**
   * Expects a callback, until the authorization's deadline. A receiver expects any number of them
   * at a time; each gets one valid answer. For all others, its address leads nowhere.
   *
   * @param pending the authorization, whose callback arrives at this receiver
   * @return the callback, whose state was checked; it may say no. {@link
   *     AuthorizationException.Expired} if none comes in time, and {@link IOException} if the
   *     receiver is closed; cancelling it ends the waiting
   * @throws IllegalArgumentException if the callback arrives elsewhere
   * @throws IllegalStateException if the receiver is closed, or expects the callback already
   */
  public CompletableFuture<AuthorizationCallback> expect(PendingAuthorization pending) {
    String here = "http://" + host;
    String address = CallbackParameters.address(pending.arrivesAt());
    if (!address.startsWith(here + "/")) {
      throw new IllegalArgumentException(
          "The authorization's callback does not arrive at this receiver; start it with"
              + " redirectUri(), or say so with arrivesAt");
    }
    CompletableFuture<AuthorizationCallback> callback = new CompletableFuture<>();
    Expected entry = new Expected(pending, address.substring(here.length()), callback);
    if (expected.putIfAbsent(pending.state(), entry) != null) {
      throw new IllegalStateException("The receiver expects this authorization's callback already");
    }
    CompletableFuture<Void> deadline =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, pending.timeLeft().toNanos(), TimeUnit.NANOSECONDS);
    // Not in the one thread of the JDK's for all that has a time: what follows may block.
    CompletableFuture<Void> unused =
        deadline.thenRunAsync(() -> callback.completeExceptionally(pending.expired()));
    CompletableFuture<Void> unusedToo =
        callback.handle(
            (answer, failure) -> {
              expected.remove(pending.state(), entry);
              deadline.cancel(false);
              return null;
            });
    if (server.isClosed()) {
      callback.cancel(false);
      throw new IllegalStateException("The receiver is closed; open a new one");
    }
    return callback;
  }

  /** Closes the port. Whoever waits is told so. */
  @Override
  public void close() {
    try {
      server.close();
      expected
          .values()
          .forEach(each -> each.callback().completeExceptionally(new IOException("closed")));
      // The system keeps the port until the thread that accepts has let go of it.
      awaitEnd(accepting);
      List<Socket> idle;
      synchronized (silent) {
        idle = List.copyOf(silent);
      }
      for (Socket socket : idle) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("The port could not be closed", e);
    }
  }

  /** It ends at once, so that a thread that was interrupted waits for it as well. */
  private static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        makeRoomFor(socket);
        Thread unused = daemon("answer", () -> answer(socket));
      } catch (IOException e) {
        // The port was closed, which ends the loop, or one connection broke, which ends nothing.
      }
    }
  }

  /** However many keep silent, the next one may be the callback. */
  private void makeRoomFor(Socket socket) throws IOException {
    Socket oldest;
    synchronized (silent) {
      oldest = silent.size() < MAX_SILENT ? null : silent.iterator().next();
      silent.remove(oldest);
      silent.add(socket);
    }
    if (oldest != null) {
      oldest.close();
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      Page page = page(head(socket));
      try {
        socket.getOutputStream().write(page.bytes());
        socket.shutdownOutput();
      } finally {
        // After the page is out: closing the receiver must not cut it off.
        page.release();
      }
      if (drained.tryAcquire()) {
        try {
          readRest(socket);
        } finally {
          drained.release();
        }
      }
    } catch (IOException e) {
      // The browser went away, or was dropped; it will try again or not.
    }
  }

  /** Closing with something unread resets the connection, and the page may be lost with it. */
  private static void readRest(Socket socket) throws IOException {
    socket.setSoTimeout(REST_MILLIS);
    byte[] rest = new byte[MAX_HEAD_BYTES];
    int left = MAX_REST_BYTES;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = socket.getInputStream().read(rest);
    }
  }

  /** Chooses the answer; for the one valid callback, one that releases who waits. */
  private Page page(List<String> head) {
    @Nullable String target = target(head);
    if (target == null) {
      return Page.NOT_FOUND;
    }
    String address = CallbackParameters.address(target);
    if (expected.values().stream().noneMatch(each -> each.path().equals(address))) {
      return Page.NOT_FOUND;
    }
    AuthorizationCallback callback;
    @Nullable Expected entry;
    try {
      callback = AuthorizationCallback.ofUri("http://" + host + target);
      entry = callback.state().map(expected::get).orElse(null);
      if (entry == null) {
        return Page.REFUSED;
      }
      entry.pending().requireOwn(callback);
    } catch (AuthorizationException e) {
      return Page.REFUSED;
    }
    // Before the page is out: the first valid answer is the only one.
    if (!expected.remove(entry.pending().state(), entry)) {
      return Page.REFUSED;
    }
    CompletableFuture<AuthorizationCallback> waiter = entry.callback();
    Page page = callback.error().isPresent() ? Page.DENIED : Page.DONE;
    return page.releasing(() -> waiter.complete(callback));
  }

  /** The target of a request for a page at this very host; null for all others. */
  private @Nullable String target(List<String> head) {
    String[] line = head.isEmpty() ? new String[0] : head.get(0).split(" ", -1);
    if (line.length != 3 || !line[0].equals("GET") || !line[2].startsWith("HTTP/1.")) {
      return null;
    }
    List<String> hosts = new ArrayList<>();
    for (String field : head.subList(1, head.size())) {
      int colon = field.indexOf(':');
      if (colon > 0 && field.substring(0, colon).equalsIgnoreCase("Host")) {
        hosts.add(field.substring(colon + 1).trim());
      }
    }
    // Another host is a page of the web that was resolved to this machine (DNS rebinding).
    return hosts.equals(List.of(host)) ? line[1] : null;
  }

  /** The lines of a request's head; none if it is too long. */
  private List<String> head(Socket socket) throws IOException {
    try {
      socket.setSoTimeout((int) silence.toMillis());
      InputStream in = new BufferedInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      while (head.length() < MAX_HEAD_BYTES) {
        int next = in.read();
        if (next < 0) {
          return List.of();
        }
        head.append((char) next);
        if (next == '\n' && (head.indexOf("\r\n\r\n", head.length() - 4) >= 0)) {
          return List.of(head.toString().trim().split("\r\n", -1));
        }
      }
      return List.of();
    } finally {
      synchronized (silent) {
        silent.remove(socket);
      }
    }
  }

  private static String checkedPath(String path) {
    if (!path.matches("/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*")) {
      throw new IllegalArgumentException(
          "\"" + path + "\" is no path: it starts with a slash, and has no query and no spaces");
    }
    return path;
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "grantwright-loopback-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** A page to read, with no script, nothing of the request, and what to do once it is sent. */
  private record Page(String status, String title, String text, Runnable onceSent) {
    static final Page DONE =
        new Page("200 OK", "You are signed in", "You can close this page and go back.", () -> {});
    static final Page DENIED =
        new Page(
            "200 OK",
            "You are not signed in",
            "Access was not granted. You can close this page and go back.",
            () -> {});
    static final Page REFUSED =
        new Page(
            "400 Bad Request",
            "This is not the answer that was expected",
            "It may be an old page. Go back and start again.",
            () -> {});
    static final Page NOT_FOUND =
        new Page("404 Not Found", "Nothing here", "This address leads nowhere.", () -> {});

    Page releasing(Runnable task) {
      return new Page(status, title, text, task);
    }

    void release() {
      onceSent.run();
    }

    byte[] bytes() {
      byte[] body =
          """
          <!DOCTYPE html>
          <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
          <body><h1>%s</h1><p>%s</p></body></html>
          """
              .formatted(title, title, text)
              .getBytes(StandardCharsets.UTF_8);
      String head =
          String.join(
              "\r\n",
              "HTTP/1.1 " + status,
              "Content-Type: text/html; charset=utf-8",
              "Content-Length: " + body.length,
              "Cache-Control: no-store",
              "Referrer-Policy: no-referrer",
              "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
              "X-Content-Type-Options: nosniff",
              "Connection: close",
              "",
              "");
      byte[] all = new byte[head.length() + body.length];
      System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
      System.arraycopy(body, 0, all, head.length(), body.length);
      return all;
    }
  }

  /** Builds a receiver. */
  public static final class Builder {
    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int PATH_BYTES = 16;

    private boolean ipv6;
    private @Nullable InetAddress lan;
    private @Nullable String name;
    private int port;
    private @Nullable String path;
    private Duration silence = SILENCE;

    private Builder() {}

    /**
     * Listens on {@code ::1}, not on 127.0.0.1. Never on {@code localhost}, which may be resolved
     * to another machine (RFC 8252 §8.3).
     *
     * @return this
     */
    public Builder ipv6() {
      this.ipv6 = true;
      return this;
    }

    /**
     * Fixes the port, for servers that want the registered one.
     *
     * @param port the port; 0 for any that is free
     * @return this
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > 0xFFFF) {
        throw new IllegalArgumentException("A port is between 0 and 65535, not " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Fixes the path, for servers that want the registered one.
     *
     * @param path the path, such as {@code /callback}
     * @return this
     * @throws IllegalArgumentException if it is no path
     */
    public Builder path(String path) {
      this.path = checkedPath(path);
      return this;
    }

    /**
     * Writes {@code localhost} into redirect URIs, for servers that register nothing else. What is
     * listened on is a literal address as before (RFC 8252 §8.3).
     *
     * @return this
     */
    public Builder localhost() {
      this.name = "localhost";
      return this;
    }

    /**
     * Listens where other machines reach it as well, for a user whose browser is on one of them.
     * Codes then travel over the network in clear, and everybody there can try the port: for a
     * network that is trusted, and with PKCE only.
     *
     * @param address an address of this machine, or the wildcard
     * @param publishedHost the host that browsers are to come to, a name or a literal address; the
     *     only one that is answered
     * @return this
     * @throws IllegalArgumentException if it is no host
     */
    public Builder exposeToLan(InetAddress address, String publishedHost) {
      if (!publishedHost.matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]")) {
        throw new IllegalArgumentException(
            "\"" + publishedHost + "\" is no host: it has no port, and IPv6 goes in brackets");
      }
      this.lan = Objects.requireNonNull(address, "address");
      this.name = publishedHost.toLowerCase(Locale.ROOT); // As browsers write it.
      return this;
    }

    /** How long a connection may say nothing; tests set it, so that none ends by itself. */
    Builder silence(Duration time) {
      this.silence = time;
      return this;
    }

    /**
     * Starts to listen.
     *
     * @return the receiver, to be closed
     * @throws PortUnavailableException if another program has the port
     * @throws IOException if this machine has no such address
     */
    public LoopbackReceiver open() throws IOException {
      InetAddress address = lan != null ? lan : InetAddress.getByAddress(ipv6 ? IPV6 : IPV4);
      ServerSocket server = new ServerSocket();
      try {
        // No SO_REUSEADDR trickery: two programs on one port could steal each other's codes.
        server.bind(new InetSocketAddress(address, port), MAX_WAITING);
      } catch (IOException e) {
        server.close();
        throw new PortUnavailableException(port, e);
      }
      String host = name != null ? name : ipv6 ? "[::1]" : "127.0.0.1";
      return new LoopbackReceiver(server, host, path == null ? randomPath() : path, silence);
    }

    private static String randomPath() {
      byte[] bytes = new byte[PATH_BYTES];
      new SecureRandom().nextBytes(bytes);
      return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
