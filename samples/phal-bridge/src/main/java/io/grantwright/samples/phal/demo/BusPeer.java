package io.grantwright.samples.phal.demo;

import io.grantwright.samples.phal.bus.BusMessage;
import io.grantwright.samples.phal.bus.MalformedFrameException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** Somebody else on the bus, such as a skill: sends, and hears all that is sent. */
public final class BusPeer implements AutoCloseable {
  /** Ends a wait for what never comes; whoever is there may be on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /** Connects, and waits for the greeting. */
  public BusPeer(OkHttpClient http, String url) throws IOException, InterruptedException {
    CountDownLatch greeted = new CountDownLatch(1);
    socket =
        http.newWebSocket(
            new Request.Builder().url(url).build(),
            new WebSocketListener() {
              @Override
              public void onMessage(WebSocket webSocket, String text) {
                heard.add(text);
                greeted.countDown();
              }
            });
    if (!greeted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("The bus does not greet");
    }
  }

  public void send(String type, Map<String, @Nullable Object> data) {
    send(BusMessage.of(type, data));
  }

  public void send(BusMessage message) {
    sendText(message.encode());
  }

  /** Sends a frame that need not be a message. */
  public void sendText(String frame) {
    socket.send(frame);
  }

  /**
   * Waits for the next message of a type; others that come before are forgotten.
   *
   * @throws IOException if none comes
   */
  public BusMessage hear(String type) throws IOException, InterruptedException {
    BusMessage message = next(type);
    while (!message.type().equals(type)) {
      message = next(type);
    }
    return message;
  }

  /** The types of all messages up to one of a type, that one included. */
  public List<String> hearUntil(String type) throws IOException, InterruptedException {
    List<String> types = new ArrayList<>();
    do {
      types.add(next(type).type());
    } while (!types.contains(type));
    return types;
  }

  private BusMessage next(String awaited) throws IOException, InterruptedException {
    String frame = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (frame == null) {
      throw new IOException("Nobody says " + awaited);
    }
    try {
      return BusMessage.decode(frame);
    } catch (MalformedFrameException e) {
      return BusMessage.of("", Map.of()); // The bus relays anything.
    }
  }

  @Override
  public void close() {
    socket.close(1000, null);
  }
}
