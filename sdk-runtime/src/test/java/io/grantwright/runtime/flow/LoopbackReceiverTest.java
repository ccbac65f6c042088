package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopbackReceiverTest {
  private final TestServer server = new TestServer();
  private final TestClock clock = new TestClock();
  private final AuthorizationCodeFlow flow =
      AuthorizationCodeFlow.builder(server).clock(clock).build();

  @Test
  void receivesACallback() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      List<String> answers = new ArrayList<>();
      AuthorizationCallback callback =
          receiver.receive(pending, url -> answers.add(get(receiver, "code=c", pending)));

      assertThat(flow.complete(pending, callback).tokens()).isEqualTo(TestServer.TOKENS);
      assertThat(answers.get(0)).startsWith("HTTP/1.1 200 OK\r\n").contains("You are signed in");
    }
  }

  @Test
  void keepsItsPageFromCachesReferrersAndScripts() throws Exception {
    String answer = receiveOne("code=c");
    assertThat(answer)
        .contains("\r\nCache-Control: no-store\r\n")
        .contains("\r\nReferrer-Policy: no-referrer\r\n")
        .contains("\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
        .doesNotContain("<script");
  }

  @Test
  void showsADenialWithoutRepeatingIt() throws Exception {
    assertThat(receiveOne("error=access_denied&error_description=%3Cb%3Eboo"))
        .contains("You are not signed in")
        .doesNotContain("boo")
        .doesNotContain("access_denied");
  }

  @Test
  void readsQueriesThatJavaRefuses() throws Exception {
    assertThat(receiveOne("code=a|b{c}")).contains("You are signed in");
  }

  @Test
  void bindsTheLiteralLoopbackAddressAndARandomPath() throws Exception {
    try (LoopbackReceiver first = receivers().open();
        LoopbackReceiver second = receivers().open()) {
      assertThat(first.redirectUri()).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{22}");
      assertThat(path(first)).isNotEqualTo(path(second));
      assertThat(port(first)).isNotEqualTo(port(second));
    }
  }

  @Test
  void isNotToBeReachedAtAnotherAddressOfThisMachine() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      InetAddress another = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new Socket(another, port(receiver)).close());
    }
  }

  @Test
  void keepsPortAndPathThatAreRegistered() throws Exception {
    int free;
    try (LoopbackReceiver receiver = receivers().open()) {
      free = port(receiver);
    }
    try (LoopbackReceiver receiver = receivers().port(free).path("/callback").open()) {
      assertThat(receiver.redirectUri()).isEqualTo("http://127.0.0.1:" + free + "/callback");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> receivers().path("callback?x"));
    assertThatIllegalArgumentException().isThrownBy(() -> receivers().port(65536));
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      int taken = port(receiver);
      assertThatExceptionOfType(PortUnavailableException.class)
          .isThrownBy(() -> receivers().port(taken).open())
          .withMessageStartingWith("Port " + taken + " cannot be listened on")
          .satisfies(e -> assertThat(e.port()).isEqualTo(taken));
    }
  }

  @Test
  void answers404ToEverythingElse() throws Exception {
    try (LoopbackReceiver receiver = receivers().path("/cb").open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      String host = "127.0.0.1:" + port(receiver);
      String good = "/cb?code=c&state=" + pending.state().reveal();
      // Before anybody waits.
      assertThat(send(receiver, request("GET", good, host))).startsWith("HTTP/1.1 404 ");

      receiver.receive(
          pending,
          url -> {
            for (String request :
                new String[] {
                  request("GET", "/favicon.ico", host),
                  request("GET", "/cb/" + good.substring(3), host),
                  request("GET", "/CB" + good.substring(3), host),
                  request("POST", good, host),
                  request("HEAD", good, host),
                  request("GET", "http://" + host + good, host),
                  request("GET", good, "localhost:" + port(receiver)),
                  request("GET", good, "evil.example"),
                  request("GET", good, "127.0.0.1"),
                  request("GET", good, host + "\r\nHost: " + host),
                  "GET " + good + " HTTP/1.1\r\n\r\n",
                  "GET " + good + "\r\n\r\n",
                  "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\n\r\n",
                }) {
              assertThat(send(receiver, request)).startsWith("HTTP/1.1 404 ");
            }
            assertThat(send(receiver, request("GET", good, host))).startsWith("HTTP/1.1 200 ");
          });
    }
  }

  @Test
  void listensOnTheOtherLoopbackAddressIfAsked() throws Exception {
    assumeThat(hasIpv6()).isTrue();
    try (LoopbackReceiver receiver = receivers().ipv6().open()) {
      assertThat(receiver.redirectUri()).matches("http://\\[::1]:\\d+/[A-Za-z0-9_-]{22}");
      try (Socket socket = new Socket(ipv6(), port(receiver))) {
        assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
      }
      closed(receiver); // at 127.0.0.1
    }
  }

  @Test
  void releasesNobodyForAnotherState() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      PendingAuthorization other = flow.authorization(receiver.redirectUri()).start();
      AuthorizationCallback callback =
          receiver.receive(
              pending,
              url -> {
                assertThat(get(receiver, "code=evil", other)).startsWith("HTTP/1.1 400 ");
                assertThat(get(receiver, "code=evil&code=evil", pending))
                    .startsWith("HTTP/1.1 400 ");
                assertThat(get(receiver, "code=good", pending)).startsWith("HTTP/1.1 200 ");
                // The first valid answer is the only one.
                assertThat(get(receiver, "code=late", pending)).startsWith("HTTP/1.1 404 ");
              });
      assertThat(callback.code().orElseThrow().reveal()).isEqualTo("good");
    }
  }

  @Test
  void isNotHeldUpByAConnectionThatSaysNothing() throws Exception {
    try (LoopbackReceiver receiver = receivers().open();
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), port(receiver))) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      receiver.receive(
          pending, url -> assertThat(get(receiver, "code=c", pending)).startsWith("HTTP/1.1 200 "));
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void closesAfterTheAnswer() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      receiver.receive(pending, url -> get(receiver, "code=c", pending));
      closed(receiver);
      assertThatIllegalStateException().isThrownBy(() -> receiver.receive(pending, url -> {}));
    }
  }

  @Test
  void closesAtTheDeadline() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      assertThatExceptionOfType(AuthorizationException.Expired.class)
          .isThrownBy(
              () -> receiver.receive(pending, url -> clock.advance(Duration.ofMinutes(10))));
      closed(receiver);
    }
  }

  @Test
  void closesWhenNoBrowserOpens() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  receiver.receive(
                      pending,
                      url -> {
                        throw new IllegalStateException("no browser");
                      }))
          .withMessage("no browser");
      closed(receiver);
    }
  }

  @Test
  void refusesAnAuthorizationThatLeadsElsewhere() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization("https://app.example/cb").start();
      assertThatIllegalArgumentException().isThrownBy(() -> receiver.receive(pending, url -> {}));
    }
  }

  @Test
  void expectsSeveralCallbacksAtATime() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization first = flow.authorization(receiver.redirectUri()).start();
      PendingAuthorization second = flow.authorization(receiver.redirectUri("/cb/b")).start();
      CompletableFuture<AuthorizationCallback> one = receiver.expect(first);
      CompletableFuture<AuthorizationCallback> two = receiver.expect(second);

      assertThat(get(receiver, "code=2", second)).startsWith("HTTP/1.1 200 ");
      assertThat(two.get().code()).contains(Secret.of("2"));
      assertThat(one).isNotDone();
      assertThat(get(receiver, "code=1", first)).startsWith("HTTP/1.1 200 ");
      assertThat(one.get().code()).contains(Secret.of("1"));
      assertThat(get(receiver, "code=1", first)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void refusesTheCallbackOfAnotherProvider() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization honest = flow.authorization(receiver.redirectUri("/cb/honest")).start();
      PendingAuthorization evil = flow.authorization(receiver.redirectUri("/cb/evil")).start();
      CompletableFuture<AuthorizationCallback> callback = receiver.expect(honest);
      CompletableFuture<AuthorizationCallback> other = receiver.expect(evil);

      String mixedUp = "/cb/evil?code=c&state=" + honest.state().reveal();
      assertThat(send(receiver, request("GET", mixedUp, "127.0.0.1:" + receiver.port())))
          .startsWith("HTTP/1.1 400 ");
      assertThat(callback).isNotDone();
      assertThat(other).isNotDone();
    }
  }

  @Test
  void publishesWhereItListens() throws Exception {
    try (LoopbackReceiver receiver = receivers().path("/cb").open()) {
      assertThat(receiver.host()).isEqualTo("127.0.0.1");
      assertThat(receiver.redirectUri())
          .isEqualTo("http://" + receiver.host() + ":" + receiver.port() + "/cb");
      assertThatIllegalArgumentException().isThrownBy(() -> receiver.redirectUri("cb"));
    }
  }

  @Test
  void writesLocalhostForServersThatRegisterNothingElse() throws Exception {
    try (LoopbackReceiver receiver = receivers().localhost().path("/cb").open()) {
      assertThat(receiver.redirectUri()).isEqualTo("http://localhost:" + receiver.port() + "/cb");
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      CompletableFuture<AuthorizationCallback> callback = receiver.expect(pending);
      String target = "/cb?code=c&state=" + pending.state().reveal();
      for (String other : new String[] {"127.0.0.1", "localhost.evil.example", "evil-localhost"}) {
        assertThat(send(receiver, request("GET", target, other + ":" + receiver.port())))
            .startsWith("HTTP/1.1 404 ");
      }
      assertThat(send(receiver, request("GET", target, "localhost:" + receiver.port())))
          .startsWith("HTTP/1.1 200 ");
      assertThat(callback.get().code()).contains(Secret.of("c"));
    }
  }

  @Test
  void receivesThroughARelay() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending =
          flow.authorization("https://relay.example/redirect/oauth")
              .arrivesAt(receiver.redirectUri())
              .start();
      AuthorizationCallback callback =
          receiver.receive(pending, url -> get(receiver, "code=c", pending));
      flow.complete(pending, callback);
      assertThat(server.exchanges.get(0).redirectUri())
          .contains("https://relay.example/redirect/oauth");
    }
  }

  @Test
  void answersTheHostThatIsPublishedToTheLanAndNoOther() throws Exception {
    try (LoopbackReceiver receiver =
        receivers().exposeToLan(InetAddress.getLoopbackAddress(), "Hub.lan").path("/cb").open()) {
      assertThat(receiver.redirectUri()).isEqualTo("http://hub.lan:" + receiver.port() + "/cb");
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      CompletableFuture<AuthorizationCallback> callback = receiver.expect(pending);
      String target = "/cb?code=c&state=" + pending.state().reveal();
      assertThat(send(receiver, request("GET", target, "127.0.0.1:" + receiver.port())))
          .startsWith("HTTP/1.1 404 ");
      assertThat(callback).isNotDone();
      assertThat(send(receiver, request("GET", target, "hub.lan:" + receiver.port())))
          .startsWith("HTTP/1.1 200 ");
      assertThat(callback.get().code()).contains(Secret.of("c"));
    }
    for (String no : new String[] {"hub.lan:80", "http://hub.lan", "::1", "", "a b"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> receivers().exposeToLan(InetAddress.getLoopbackAddress(), no));
    }
  }

  @Test
  void endsTheWaitingAtTheDeadlineOrWhenCancelled() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization late = flow.authorization(receiver.redirectUri()).start();
      clock.advance(Duration.ofMinutes(10));
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> receiver.expect(late).get())
          .withCauseInstanceOf(AuthorizationException.Expired.class);

      PendingAuthorization given = flow.authorization(receiver.redirectUri()).start();
      receiver.expect(given).cancel(true);
      assertThat(get(receiver, "code=c", given)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void endsTheWaitingWhenItIsClosed() throws Exception {
    LoopbackReceiver receiver = receivers().open();
    PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
    CompletableFuture<AuthorizationCallback> waiting = receiver.expect(pending);
    assertThatIllegalStateException()
        .isThrownBy(() -> receiver.expect(pending))
        .withMessage("The receiver expects this authorization's callback already");
    receiver.close();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(waiting::get)
        .withCauseInstanceOf(IOException.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> receiver.expect(pending))
        .withMessage("The receiver is closed; open a new one");
  }

  @Test
  void leavesNoConnectionOpenThatComesWhileItIsClosed() throws Exception {
    for (int meeting = 1; meeting <= 500; meeting++) {
      LoopbackReceiver receiver = receivers().open();
      AtomicInteger arriving = new AtomicInteger(2);
      AtomicBoolean closed = new AtomicBoolean();
      CompletableFuture<Boolean> ended =
          CompletableFuture.supplyAsync(
              () -> {
                meet(arriving);
                return isRefusedOrEnded(receiver, closed);
              });
      meet(arriving);
      receiver.close();
      closed.set(true);
      assertThat(ended.get()).as("meeting %d", meeting).isTrue();
    }
  }

  /**
   * Where nothing is heard for long after the receiver was closed, nothing will be. What is said
   * meanwhile finds out connections that the system has dropped without a word.
   */
  private static boolean isRefusedOrEnded(LoopbackReceiver receiver, AtomicBoolean closed) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
      socket.setSoTimeout(1_000);
      for (int second = 0; second < 30; ) {
        try {
          return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
          second += closed.get() ? 1 : 0;
          socket.getOutputStream().write('.');
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // Where processors are few, the other needs this one.
  private static void meet(AtomicInteger arriving) {
    arriving.decrementAndGet();
    while (arriving.get() > 0) {
      Thread.yield();
    }
  }

  /** The system keeps the port as long as that thread lives. */
  @Test
  void endsItsThreadEvenIfTheOneThatClosesIsInterrupted() throws Exception {
    for (int i = 0; i < 100; i++) {
      LoopbackReceiver receiver = receivers().open();
      Thread.currentThread().interrupt();
      receiver.close();
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("grantwright-loopback-accept");
    }
  }

  @Test
  void whatFollowsTheDeadlineMayBlock() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization late = flow.authorization(receiver.redirectUri()).start();
      clock.advance(Duration.ofMinutes(10).minusMillis(200));
      CompletableFuture<String> after =
          receiver
              .expect(late)
              .handle(
                  (callback, failure) ->
                      new CompletableFuture<String>()
                          .completeOnTimeout("another time is over", 1, TimeUnit.MILLISECONDS)
                          .join());
      assertThat(after.get(5, TimeUnit.MINUTES)).isEqualTo("another time is over");
    }
  }

  @Test
  void hearsTheCallbackBehindAThousandConnectionsThatSayNothing() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      receiver.receive(
          pending,
          url -> {
            for (int i = 0; i < 1_000; i++) {
              silent.add(connect(receiver));
            }
            // The oldest were dropped, and did not come to the end of their time by themselves.
            assertThat(endOf(silent.get(0), Duration.ofMinutes(5))).isEqualTo(-1);
            assertThat(get(receiver, "code=c", pending)).startsWith("HTTP/1.1 200 ");
          });
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void hearsTheCallbackAfterTenMebibytesOfHeaders() throws Exception {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      String start =
          "GET " + path(receiver) + "?code=c&state=" + pending.state().reveal() + " HTTP/1.1\r\n";
      receiver.receive(
          pending,
          url -> {
            assertThat(flood(receiver, start)).isNotEqualTo("HTTP/1.1 200 OK");
            assertThat(get(receiver, "code=c", pending)).startsWith("HTTP/1.1 200 ");
          });
    }
  }

  /** The status line of a request that does not end for 10 MiB, or nothing if it is dropped. */
  private static String flood(LoopbackReceiver receiver, String start) {
    byte[] header = ("X-Flood: " + "x".repeat(1_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = connect(receiver)) {
      socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
      for (int sent = 0; sent < 10 * 1024 * 1024; sent += header.length) {
        socket.getOutputStream().write(header);
      }
      socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    } catch (IOException e) {
      return ""; // Dropped, which is as good.
    }
  }

  /** None drops a connection for its silence, however long this machine stands still. */
  private static LoopbackReceiver.Builder receivers() {
    return LoopbackReceiver.builder().silence(Duration.ofHours(1));
  }

  private static int endOf(Socket socket, Duration patience) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      return socket.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connect(LoopbackReceiver receiver) {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), receiver.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page that one callback gets. */
  private String receiveOne(String parameters) throws IOException, InterruptedException {
    try (LoopbackReceiver receiver = receivers().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      List<String> answers = new ArrayList<>();
      receiver.receive(pending, url -> answers.add(get(receiver, parameters, pending)));
      return answers.get(0);
    }
  }

  private static String get(
      LoopbackReceiver receiver, String parameters, PendingAuthorization pending) {
    String target =
        URI.create(pending.arrivesAt()).getPath()
            + "?"
            + parameters
            + "&state="
            + pending.state().reveal();
    return send(receiver, request("GET", target, "127.0.0.1:" + port(receiver)));
  }

  private static String request(String method, String target, String host) {
    return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  /** Sends exact bytes, as no HTTP client would. */
  private static String send(LoopbackReceiver receiver, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(receiver))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closed(LoopbackReceiver receiver) {
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port(receiver)).close());
  }

  private static String path(LoopbackReceiver receiver) {
    return URI.create(receiver.redirectUri()).getPath();
  }

  private static int port(LoopbackReceiver receiver) {
    return URI.create(receiver.redirectUri()).getPort();
  }

  private static InetAddress ipv6() throws IOException {
    byte[] address = new byte[16];
    address[15] = 1;
    return InetAddress.getByAddress(address);
  }

  private static boolean hasIpv6() {
    try (ServerSocket probe = new ServerSocket(0, 1, ipv6())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
