package io.grantwright.samples.phal.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.phal.ManualTimer;
import io.grantwright.samples.phal.demo.BusPeer;
import io.grantwright.samples.phal.demo.RelayBus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bus goes away, and comes back. */
class BusConnectionTest {
  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(5)).build();
  private final ManualTimer timer = new ManualTimer();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private @Nullable BusConnection connection;

  @AfterEach
  void leave() {
    if (connection != null) {
      connection.close();
    }
  }

  @Test
  void hearsWhatIsSaidAndWhatItSaysItself() throws Exception {
    try (RelayBus bus = new RelayBus(0)) {
      connection = connection(http, bus.url());
      assertHears("opened", "connected");
      connection.emit(message("mine"));

      assertHears("mine");
    }
  }

  @Test
  void comesBackWithTheBus() throws Exception {
    RelayBus bus = new RelayBus(freePort());
    connection = connection(http, bus.url());
    assertHears("opened", "connected");
    bus.close();

    assertThat(timer.skip()).isEqualTo(Duration.ofSeconds(1));
    assertThat(timer.due()).isEqualTo(Duration.ofSeconds(2));
    RelayBus again = new RelayBus(bus.port());
    timer.skip();

    assertHears("opened", "connected");
    again.close();
    assertThat(timer.skip()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void triesOnceAMinuteInTheEnd() throws Exception {
    try (Socket silent = new Socket()) {
      // Has the port, and does not listen: nobody else does, and whoever connects is refused.
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      connection = connection(http, "ws://127.0.0.1:%d/core".formatted(silent.getLocalPort()));

      for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
        assertThat(timer.skip()).isEqualTo(Duration.ofSeconds(expected));
      }
    }
  }

  @Test
  void sendsLaterWhatCouldNotBeSent() throws Exception {
    int port = freePort();
    connection = connection(http, "ws://127.0.0.1:%d/core".formatted(port));
    connection.emit(message("waiting"));
    timer.due();
    try (RelayBus again = new RelayBus(port);
        BusPeer skill = new BusPeer(http, again.url())) {
      timer.skip();

      assertThat(skill.hear("waiting").type()).isEqualTo("waiting");
    }
  }

  /** The bus of the tests itself: a test that loses a message fails only now and then. */
  @Test
  void whoHasBeenGreetedHearsAll() throws Exception {
    try (RelayBus bus = new RelayBus(0);
        BusPeer speaker = new BusPeer(http, bus.url())) {
      for (int meeting = 1; meeting <= 100; meeting++) {
        String type = "meeting." + meeting;
        try (BusPeer newcomer = new BusPeer(http, bus.url())) {
          speaker.send(message(type));
          assertThat(newcomer.hear(type).type()).isEqualTo(type);
        }
      }
    }
  }

  @Test
  void givesUpABusThatNeverAnswers() throws Exception {
    OkHttpClient impatient = http.newBuilder().readTimeout(Duration.ofMillis(100)).build();
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      connection = connection(impatient, "ws://127.0.0.1:%d/core".formatted(mute.getLocalPort()));

      assertThat(timer.skip()).isEqualTo(Duration.ofSeconds(1));
      assertThat(timer.skip()).isEqualTo(Duration.ofSeconds(2));
    }
  }

  private BusConnection connection(OkHttpClient client, String url) {
    BusConnection connection = new BusConnection(client, url, timer, sentence -> {});
    connection.start(() -> heard.add("opened"), message -> heard.add(message.type()));
    return connection;
  }

  private void assertHears(String... types) throws InterruptedException {
    for (String type : types) {
      assertThat(heard.poll(5, TimeUnit.MINUTES)).isEqualTo(type);
    }
  }

  /**
   * Named, so that the system gives it to the next bus as well; and below those that systems give
   * to whoever names none, so that nobody gets it meanwhile.
   */
  private static int freePort() throws IOException {
    for (int port = new SecureRandom().nextInt(10_000, 15_000); ; port++) {
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException e) {
        // A program listens there: the next one.
      }
    }
  }

  private static BusMessage message(String type) {
    return BusMessage.of(type, Map.of());
  }
}
