package io.grantwright.samples.phal.bus;

import io.grantwright.samples.phal.Delays;
import io.grantwright.samples.phal.Log;
import io.grantwright.samples.phal.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to the bus that is there whenever the bus is. When it goes away, or does not answer,
 * it is tried again and again, less and less often; what is emitted meanwhile waits.
 */
public final class BusConnection implements Bus, AutoCloseable {
  /** RFC 6455 §7.4.1. */
  private static final int NORMAL = 1000;

  /** More than a bus that is away for long can miss; then the oldest are dropped. */
  static final int MOST_WAITING = 1_000;

  private final OkHttpClient http;
  private final Request request;
  private final Timer timer;
  private final Log log;
  private final Delays delays = new Delays();
  private final Deque<String> waiting = new ArrayDeque<>();
  private Runnable opened = () -> {};
  private Consumer<BusMessage> received = message -> {};
  private @Nullable Line line;
  private boolean closed;

  /**
   * Prepares a connection.
   *
   * @param http its read timeout is how long the bus may take to accept, and its ping interval how
   *     long a dead connection may go unnoticed
   * @param url such as {@code ws://127.0.0.1:8181/core}
   */
  public BusConnection(OkHttpClient http, String url, Timer timer, Log log) {
    this.http = http;
    this.request = new Request.Builder().url(url).build();
    this.timer = timer;
    this.log = log;
  }

  /**
   * Connects, in the background.
   *
   * @param opened called each time the bus is there, before what waits is sent
   * @param received takes the messages, on a thread that must not block
   */
  public synchronized void start(Runnable opened, Consumer<BusMessage> received) {
    this.opened = opened;
    this.received = received;
    connect();
  }

  @Override
  public synchronized void emit(BusMessage message) {
    String text = message.encode();
    if (line == null || !line.open || !line.socket().send(text)) {
      if (waiting.size() == MOST_WAITING) {
        waiting.removeFirst();
        log.say("The bus has been away for too long: a message is lost.");
      }
      waiting.addLast(text);
    }
  }

  /** Says goodbye; what is on its way still goes out. */
  @Override
  public synchronized void close() {
    closed = true;
    if (line != null) {
      if (line.open) {
        line.socket().close(NORMAL, null);
      } else {
        line.socket().cancel();
      }
    }
  }

  private synchronized void connect() {
    if (!closed) {
      Line next = new Line();
      line = next;
      next.socket = http.newWebSocket(request, next);
    }
  }

  private synchronized void open(Line on) {
    if (on != line) {
      return;
    }
    on.open = true;
    log.say("The bus is there.");
    Deque<String> due = new ArrayDeque<>(waiting);
    waiting.clear();
    opened.run();
    while (!due.isEmpty() && on.socket().send(due.peekFirst())) {
      due.removeFirst();
    }
    due.addAll(waiting);
    waiting.clear();
    waiting.addAll(due);
  }

  /** Whatever ends a connection, and however often it is told. */
  private synchronized void lost(Line from, String why) {
    if (from != line || closed) {
      return;
    }
    line = null;
    var delay = delays.next();
    log.say("The bus is away (%s); next attempt in %s s.".formatted(why, delay.toSeconds()));
    timer.after(delay, this::connect);
  }

  private void message(Line from, String text) {
    synchronized (this) {
      if (from != line) {
        return;
      }
      // Not as soon as it opens: a bus that accepts and hangs up at once is away as well.
      delays.reset();
    }
    BusMessage message;
    try {
      message = BusMessage.decode(text);
    } catch (MalformedFrameException e) {
      log.say(e.getMessage() + "; it is ignored.");
      return;
    }
    received.accept(message);
  }

  /** One connection. */
  private final class Line extends WebSocketListener {
    private @Nullable WebSocket socket;
    private boolean open;

    WebSocket socket() {
      WebSocket known = socket;
      if (known == null) {
        throw new IllegalStateException("Not connected");
      }
      return known;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      open(this);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      message(this, text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      webSocket.close(NORMAL, null);
      lost(this, "it said goodbye");
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
      lost(
          this,
          response == null
              ? failure.getClass().getSimpleName()
              : "it answered " + response.code() + " to the handshake");
    }
  }
}
