package io.grantwright.samples.cloud.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, with what is asked for and nothing else. */
public final class WebServer implements AutoCloseable {
  private static final int THREADS = 32;
  private static final long IDLE_MILLIS = 30_000;

  /** More than browsers send: what is too long is answered with a page, and not cut off. */
  private static final int MOST_HEADER_BYTES = 4 * 1024 * 1024;

  private final Server server;
  private final String url;

  private WebServer(Server server, String url) {
    this.server = server;
    this.url = url;
  }

  /**
   * Starts a server.
   *
   * @param bind the address to listen on
   * @param port the port to listen on, or 0 for any free one
   * @param publicUrl the address that browsers use, if that is another one
   * @param site makes the pages, of the address that browsers use, without a slash at its end
   * @throws IOException if the port is in use, or cannot be listened on
   */
  public static WebServer start(
      String bind, int port, Optional<String> publicUrl, Function<String, Pages> site)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setUriCompliance(UriCompliance.UNSAFE); // Paths are compared whole, and never resolved.
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(bind);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          "Cannot listen on port %s of %s: %s. Choose another one with --port, or 0 for any."
              .formatted(port, bind, reason(e)),
          e);
    }
    String url = publicUrl.orElseGet(() -> "http://" + authority(bind, connector.getLocalPort()));
    Pages pages = site.apply(url);
    server.setHandler(pages);
    server.setErrorHandler(pages.errors());
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The web server does not start: " + e.getMessage(), e);
    }
    return new WebServer(server, url);
  }

  /** {@return the address that browsers use, without a slash at its end} */
  public String url() {
    return url;
  }

  /** {@return the port that it listens on} */
  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** Ends it; requests under way are answered first, for some seconds. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("The web server does not stop: " + e.getMessage(), e);
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static String authority(String bind, int port) {
    InetSocketAddress address = InetSocketAddress.createUnresolved(bind, port);
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The host and the port of an address, as browsers send it. */
  static String authority(String url) {
    return URI.create(url).getRawAuthority();
  }
}
