package io.grantwright.sdk.budget;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import okhttp3.HttpUrl;

/**
 * Answers token requests and introspections from memory, each with a single write: thousands of
 * calls take no time, and a server's own work does not blur what the client does.
 */
final class CannedServer implements AutoCloseable {
  private static final byte[] TOKENS =
      answer(
          "{\"access_token\":\"an-access-token\",\"token_type\":\"Bearer\","
              + "\"expires_in\":3600,\"scope\":\"kb:read\"}");
  private static final byte[] STATE =
      answer(
          "{\"active\":true,\"scope\":\"kb:read\",\"client_id\":\"conf\","
              + "\"exp\":1893456000,\"user_id\":\"u1\"}");

  private final ServerSocket socket;

  CannedServer() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (!socket.isClosed()) {
            Socket connection = socket.accept();
            start(() -> serve(connection));
          }
        });
  }

  HttpUrl url() {
    return new HttpUrl.Builder()
        .scheme("http")
        .host("127.0.0.1")
        .port(socket.getLocalPort())
        .build();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static void serve(Socket connection) throws IOException {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      String request = line(in);
      while (!request.isEmpty()) {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.startsWith("Content-Length: ")) {
            length = Integer.parseInt(header.substring("Content-Length: ".length()));
          }
        }
        in.skipNBytes(length);
        connection.getOutputStream().write(request.contains("introspect") ? STATE : TOKENS);
        request = line(in);
      }
    }
  }

  /** Empty at the end of the stream too. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static byte[] answer(String json) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(US_ASCII);
  }

  private void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                if (!socket.isClosed()) {
                  throw new UncheckedIOException(e);
                }
              }
            },
            "canned answers");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
