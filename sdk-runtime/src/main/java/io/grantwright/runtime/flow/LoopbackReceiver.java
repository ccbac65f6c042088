package io.grantwright.runtime.flow;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives the callback of a browser on this machine (RFC 8252 §7.3): listens on the loopback
 * address only, answers one callback, and closes.
 *
 * <pre>{@code
 * try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
 *   PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
 *   AuthorizationCallback callback = receiver.receive(pending, url -> browse(url));
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
  private static final int MAX_CONNECTIONS = 16;

  /** Browsers open connections on suspicion, and say nothing on them. */
  private static final int SILENCE_MILLIS = 10_000;

  private final ServerSocket server;
  private final String host;
  private final String path;
  private final Thread accepting;
  private final AtomicReference<@Nullable PendingAuthorization> expected = new AtomicReference<>();
  private final CompletableFuture<AuthorizationCallback> received = new CompletableFuture<>();
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

  private LoopbackReceiver(ServerSocket server, String host, String path) {
    this.server = server;
    this.host = host;
    this.path = path;
    this.accepting = daemon("accept", this::accept);
  }

  /** {@return a builder, for an ephemeral port of 127.0.0.1 and a random path} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the redirect URI of authorizations that this is to receive} */
  public String redirectUri() {
    return "http://" + host + path;
  }

  /**
   * Opens a browser and waits for the callback. Until then, and for every other authorization, the
   * receiver's address leads nowhere. The receiver is closed afterwards, whatever happens.
   *
   * @param pending the authorization, with this receiver's redirect URI
   * @param browser opens its {@code authorizationUrl()}; called once, on this thread
   * @return the callback, whose state was checked; it may say no
   * @throws AuthorizationException.Expired if none comes in time, such as when the server shows an
   *     error page of its own
   * @throws IllegalArgumentException if the authorization has another redirect URI
   * @throws IllegalStateException if the receiver has been used, or is closed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public AuthorizationCallback receive(PendingAuthorization pending, Consumer<String> browser)
      throws InterruptedException {
    if (!pending.arrivesAt().equals(redirectUri())) {
      throw new IllegalArgumentException(
          "The authorization has another redirect URI than this receiver; start it with"
              + " redirectUri()");
    }
    if (!expected.compareAndSet(null, pending) || server.isClosed()) {
      throw new IllegalStateException("A receiver receives once; open a new one");
    }
    try (this) {
      browser.accept(pending.authorizationUrl());
      return received.get(pending.timeLeft().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw pending.expired();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The receiver was closed while it waited", e);
    }
  }

  /** Closes the port. A thread that waits is told so. */
  @Override
  public void close() {
    received.completeExceptionally(new IOException("closed"));
    try {
      server.close();
      // The system keeps the port until the thread that accepts has let go of it.
      accepting.join();
    } catch (IOException e) {
      throw new IllegalStateException("The port could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (connections.tryAcquire()) {
          Thread unused = daemon("answer", () -> answer(socket));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        // The port was closed, which ends the loop, or one connection broke, which ends nothing.
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.setSoTimeout(SILENCE_MILLIS);
      Page page = page(head(socket.getInputStream()));
      try {
        socket.getOutputStream().write(page.bytes());
        socket.shutdownOutput();
      } finally {
        // After the page is out: closing the receiver must not cut it off.
        page.release();
      }
      readRest(socket);
    } catch (IOException e) {
      // The browser went away; it will try again or not.
    } finally {
      connections.release();
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
    @Nullable PendingAuthorization pending = expected.get();
    @Nullable String target = target(head);
    if (pending == null || target == null || received.isDone()) {
      return Page.NOT_FOUND;
    }
    AuthorizationCallback callback;
    try {
      callback = AuthorizationCallback.ofUri("http://" + host + target);
      pending.requireOwn(callback);
    } catch (AuthorizationException e) {
      return Page.REFUSED;
    }
    Page page = callback.error().isPresent() ? Page.DENIED : Page.DONE;
    return page.releasing(() -> received.complete(callback));
  }

  /** The target of a request for the callback's path at this very host; null for all others. */
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
    boolean ours = hosts.equals(List.of(host));
    return ours && CallbackParameters.address(line[1]).equals(path) ? line[1] : null;
  }

  /** The lines of a request's head; none if it is too long. */
  private static List<String> head(InputStream in) throws IOException {
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
    private int port;
    private @Nullable String path;

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
      if (!path.matches("/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*")) {
        throw new IllegalArgumentException(
            "\"" + path + "\" is no path: it starts with a slash, and has no query and no spaces");
      }
      this.path = path;
      return this;
    }

    /**
     * Starts to listen.
     *
     * @return the receiver, to be closed
     * @throws PortUnavailableException if another program has the port
     * @throws IOException if this machine has no such loopback address
     */
    public LoopbackReceiver open() throws IOException {
      InetAddress address = InetAddress.getByAddress(ipv6 ? IPV6 : IPV4);
      ServerSocket server = new ServerSocket();
      try {
        // No SO_REUSEADDR trickery: two programs on one port could steal each other's codes.
        server.bind(new InetSocketAddress(address, port));
      } catch (IOException e) {
        server.close();
        throw new PortUnavailableException(port, e);
      }
      String host = (ipv6 ? "[::1]:" : "127.0.0.1:") + server.getLocalPort();
      return new LoopbackReceiver(server, host, path == null ? randomPath() : path);
    }

    private static String randomPath() {
      byte[] bytes = new byte[PATH_BYTES];
      new SecureRandom().nextBytes(bytes);
      return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
