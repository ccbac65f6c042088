package io.grantwright.samples.phal.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A message bus as OpenVoiceOS has it: greets whoever connects, and sends each frame, as it is and
 * whatever it is, to all who are connected, the sender included.
 */
public final class RelayBus implements AutoCloseable {
  private static final String GREETING =
      "{\"type\": \"connected\", \"data\": {}, \"context\": {\"session\": {\"session_id\":"
          + " \"default\"}}}";

  private final MockWebServer server = new MockWebServer();
  private final Set<WebSocket> clients = ConcurrentHashMap.newKeySet();

  /** Starts one at a port of this machine; 0 for any. */
  public RelayBus(int port) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().webSocketUpgrade(new Client()).build();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), port);
  }

  public String url() {
    return "ws://127.0.0.1:" + server.getPort() + "/core";
  }

  public int port() {
    return server.getPort();
  }

  /** Hangs up on everybody, as a bus does that is restarted. */
  @Override
  public void close() {
    server.close();
  }

  private final class Client extends WebSocketListener {
    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      // At a time: who has been greeted hears all that is said from then on, and nothing before.
      synchronized (clients) {
        webSocket.send(GREETING);
        clients.add(webSocket);
      }
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      synchronized (clients) {
        clients.forEach(client -> client.send(text));
      }
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      clients.remove(webSocket);
      webSocket.close(code, reason);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
      clients.remove(webSocket);
    }
  }
}
