package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopbackReceiverTest {
  private final TestServer server = new TestServer();
  private final TestClock clock = new TestClock();
  private final AuthorizationCodeFlow flow =
      AuthorizationCodeFlow.builder(server).clock(clock).build();

  @Test
  void receivesACallback() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
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
    try (LoopbackReceiver first = LoopbackReceiver.builder().open();
        LoopbackReceiver second = LoopbackReceiver.builder().open()) {
      assertThat(first.redirectUri()).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{22}");
      assertThat(path(first)).isNotEqualTo(path(second));
      assertThat(port(first)).isNotEqualTo(port(second));
    }
  }

  @Test
  void keepsPortAndPathThatAreRegistered() throws Exception {
    int free;
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      free = port(receiver);
    }
    try (LoopbackReceiver receiver =
        LoopbackReceiver.builder().port(free).path("/callback").open()) {
      assertThat(receiver.redirectUri()).isEqualTo("http://127.0.0.1:" + free + "/callback");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopbackReceiver.builder().path("callback?x"));
    assertThatIllegalArgumentException().isThrownBy(() -> LoopbackReceiver.builder().port(65536));
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      int taken = port(receiver);
      assertThatExceptionOfType(PortUnavailableException.class)
          .isThrownBy(() -> LoopbackReceiver.builder().port(taken).open())
          .withMessageStartingWith("Port " + taken + " cannot be listened on")
          .satisfies(e -> assertThat(e.port()).isEqualTo(taken));
    }
  }

  @Test
  void answers404ToEverythingElse() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().path("/cb").open()) {
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
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().ipv6().open()) {
      assertThat(receiver.redirectUri()).matches("http://\\[::1]:\\d+/[A-Za-z0-9_-]{22}");
      try (Socket socket = new Socket(ipv6(), port(receiver))) {
        assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
      }
      closed(receiver); // at 127.0.0.1
    }
  }

  @Test
  void releasesNobodyForAnotherState() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
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
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open();
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), port(receiver))) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      receiver.receive(
          pending, url -> assertThat(get(receiver, "code=c", pending)).startsWith("HTTP/1.1 200 "));
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void closesAfterTheAnswer() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      receiver.receive(pending, url -> get(receiver, "code=c", pending));
      closed(receiver);
      assertThatIllegalStateException().isThrownBy(() -> receiver.receive(pending, url -> {}));
    }
  }

  @Test
  void closesAtTheDeadline() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      assertThatExceptionOfType(AuthorizationException.Expired.class)
          .isThrownBy(
              () -> receiver.receive(pending, url -> clock.advance(Duration.ofMinutes(10))));
      closed(receiver);
    }
  }

  @Test
  void closesWhenNoBrowserOpens() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
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
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      PendingAuthorization pending = flow.authorization("https://app.example/cb").start();
      assertThatIllegalArgumentException().isThrownBy(() -> receiver.receive(pending, url -> {}));
    }
  }

  /** The page that one callback gets. */
  private String receiveOne(String parameters) throws IOException, InterruptedException {
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      PendingAuthorization pending = flow.authorization(receiver.redirectUri()).start();
      List<String> answers = new ArrayList<>();
      receiver.receive(pending, url -> answers.add(get(receiver, parameters, pending)));
      return answers.get(0);
    }
  }

  private static String get(
      LoopbackReceiver receiver, String parameters, PendingAuthorization pending) {
    String target = path(receiver) + "?" + parameters + "&state=" + pending.state().reveal();
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
