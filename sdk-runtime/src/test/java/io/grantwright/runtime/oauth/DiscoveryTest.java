package io.grantwright.runtime.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect.Stall;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DiscoveryTest {
  private static final MockResponse NOT_FOUND = new MockResponse.Builder().code(404).build();

  private final MockWebServer server = new MockWebServer();

  /** Each test of an outcome is one of both ways. */
  enum Way {
    BLOCKING {
      @Override
      ServerMetadata find(Discovery discovery) {
        return discovery.find();
      }
    },
    ASYNC {
      @Override
      ServerMetadata find(Discovery discovery) {
        try {
          return discovery.findAsync().join();
        } catch (CompletionException e) {
          assertThat(e.getCause()).isInstanceOf(DiscoveryException.class);
          throw (DiscoveryException) e.getCause();
        }
      }
    };

    abstract ServerMetadata find(Discovery discovery);

    DiscoveryException fail(Discovery discovery) {
      DiscoveryException[] thrown = new DiscoveryException[1];
      assertThatExceptionOfType(DiscoveryException.class)
          .isThrownBy(() -> find(discovery))
          .satisfies(e -> thrown[0] = e);
      return thrown[0];
    }
  }

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void takesOpenIdConnectsDocumentFirst(Way way) {
    String issuer = issuer("");
    server.enqueue(document(issuer));

    ServerMetadata metadata = way.find(Discovery.of(issuer));

    assertThat(metadata.tokenEndpoint()).contains(issuer + "/token");
    assertThat(targets()).containsExactly("/.well-known/openid-configuration");
  }

  @ParameterizedTest
  @EnumSource
  void putsTheWellKnownPartBehindThePathOrBeforeIt(Way way) {
    String issuer = issuer("/tenants/a%20b");
    server.enqueue(NOT_FOUND);
    server.enqueue(document(issuer));

    assertThat(way.find(Discovery.of(issuer)).issuer()).isEqualTo(issuer);

    assertThat(targets())
        .containsExactly(
            "/tenants/a%20b/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server/tenants/a%20b");
  }

  @ParameterizedTest
  @EnumSource
  void dropsTheLastSlashOfThePathButNotOfTheIssuer(Way way) {
    String issuer = issuer("/tenant/");
    server.enqueue(NOT_FOUND);
    server.enqueue(document(issuer));

    assertThat(way.find(Discovery.of(issuer)).issuer()).isEqualTo(issuer);

    assertThat(targets())
        .containsExactly(
            "/tenant/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server/tenant");
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheDocumentOfAnotherIssuer(Way way) {
    String issuer = issuer("");
    server.enqueue(document(issuer + "/"));
    server.enqueue(document("https://other.example"));

    DiscoveryException e = way.fail(Discovery.of(issuer));

    assertThat(e)
        .hasMessage(
            "No metadata of the issuer \"%1$s\" was found.".formatted(issuer)
                + " Tried %1$s/.well-known/openid-configuration: The metadata is that of the issuer"
                    .formatted(issuer)
                + " \"%1$s/\", but \"%1$s\" was asked for (RFC 8414 §3.3).".formatted(issuer)
                + " Tried %1$s/.well-known/oauth-authorization-server: The metadata is that of the"
                    .formatted(issuer)
                + " issuer \"https://other.example\", but \"%1$s\" was asked for (RFC 8414 §3.3)."
                    .formatted(issuer));
    assertThat(e.tried())
        .extracting(DiscoveryException.Attempt::reason)
        .allSatisfy(reason -> assertThat(reason).isInstanceOf(UntrustedMetadataException.class));
  }

  @ParameterizedTest
  @EnumSource
  void asksTheIssuerWhateverItsSettingsSay(Way way) {
    String issuer = issuer("");
    server.enqueue(document(issuer));

    way.find(Discovery.of(issuer).with(settings -> settings.serverUrl("https://other.example")));

    assertThat(targets()).containsExactly("/.well-known/openid-configuration");
  }

  @ParameterizedTest
  @EnumSource
  void followsNoRedirect(Way way) {
    String issuer = issuer("");
    MockResponse redirect =
        new MockResponse.Builder()
            .code(302)
            .setHeader("Location", "/elsewhere?code=canary-in-a-query")
            .build();
    server.enqueue(redirect);
    server.enqueue(redirect);
    server.enqueue(document(issuer)); // what a client that follows would be given

    DiscoveryException e = way.fail(Discovery.of(issuer));

    assertThat(targets())
        .containsExactly(
            "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");
    assertThat(e.tried().get(0).reason())
        .isInstanceOfSatisfying(
            UnexpectedAnswerException.class,
            reason -> assertThat(reason.redirectTarget()).contains("/elsewhere"));
    assertThat(e.getMessage()).doesNotContain("canary");
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromAPage(Way way) {
    String issuer = issuer("");
    server.enqueue(answer("text/html", "<title>Welcome</title>"));
    server.enqueue(document(issuer));

    assertThat(way.find(Discovery.of(issuer)).issuer()).isEqualTo(issuer);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromADocumentWithoutAnIssuer(Way way) {
    String issuer = issuer("");
    server.enqueue(answer("application/json", "{}"));
    server.enqueue(NOT_FOUND);

    assertThat(way.fail(Discovery.of(issuer)).tried())
        .extracting(attempt -> attempt.reason().getClass().getSimpleName())
        .containsExactly(
            MalformedAnswerException.class.getSimpleName(),
            UnexpectedAnswerException.class.getSimpleName());
  }

  @ParameterizedTest
  @EnumSource
  void wantsATokenEndpoint(Way way) {
    String issuer = issuer("");
    server.enqueue(answer("application/json", "{\"issuer\":\"" + issuer + "\"}"));
    server.enqueue(NOT_FOUND);

    assertThat(way.fail(Discovery.of(issuer)).tried().get(0).reason())
        .hasMessage("The metadata names no token_endpoint, which each server needs (RFC 8414 §2).");
  }

  @ParameterizedTest
  @EnumSource
  void wantsHttpsOfEndpointsElsewhere(Way way) {
    String issuer = issuer("");
    server.enqueue(
        answer(
            "application/json",
            "{\"issuer\":\"%s\",\"token_endpoint\":\"http://as.example/token\"}"
                .formatted(issuer)));
    server.enqueue(NOT_FOUND);

    assertThat(way.fail(Discovery.of(issuer)).tried().get(0).reason())
        .hasMessage(
            "The metadata's address of TOKEN is neither an HTTPS address nor one of this machine.");
  }

  @ParameterizedTest
  @EnumSource
  void takesPlainHttpOnlyWhereThatIsAllowed(Way way) {
    String issuer = "http://as.example:" + server.getPort();
    Discovery discovery =
        Discovery.of(issuer).with(settings -> settings.httpClient(resolvingToTheServer()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> way.find(discovery))
        .withMessageStartingWith("serverUrl must be https, found " + issuer);
    assertThat(server.getRequestCount()).isZero();

    server.enqueue(document(issuer));
    ServerMetadata metadata = way.find(discovery.dangerouslyAllowPlainHttpThatAnyoneCanRead());

    assertThat(metadata.tokenEndpoint()).contains(issuer + "/token");
  }

  @ParameterizedTest
  @CsvSource({
    "BLOCKING, 429",
    "BLOCKING, 500",
    "BLOCKING, 503",
    "ASYNC, 429",
    "ASYNC, 500",
    "ASYNC, 503"
  })
  void asksAFailingServerOnce(Way way, int status) {
    server.enqueue(new MockResponse.Builder().code(status).build());

    DiscoveryException e = way.fail(Discovery.of(issuer("")));

    assertThat(e.tried()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void asksASilentServerOnce(Way way) {
    String issuer = issuer("");
    server.close();

    assertThat(way.fail(Discovery.of(issuer)).tried())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.address()).isEqualTo(issuer + "/.well-known/openid-configuration");
              assertThat(attempt.reason()).isInstanceOf(NoAnswerException.class);
            });
  }

  @Test
  void givesUpWhenItsFutureIsCancelled() throws InterruptedException {
    CompletableFuture<Call> cancelled = new CompletableFuture<>();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void canceled(Call call) {
                    cancelled.complete(call);
                  }
                })
            .build();
    server.enqueue(new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build());
    CompletableFuture<ServerMetadata> found =
        Discovery.of(issuer("")).with(settings -> settings.httpClient(client)).findAsync();
    server.takeRequest();

    found.cancel(true);

    assertThat(cancelled).succeedsWithin(Duration.ofMinutes(2));
  }

  @Test
  void refusesWhatIsNoIssuer() {
    for (String issuer :
        new String[] {
          "as.example",
          "https://as.example?tenant=a",
          "https://as.example#a",
          "https://user@as.example",
          "https://:password@as.example"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Discovery.of(issuer))
          .withMessage(
              "An issuer is an absolute URL such as https://as.example/tenant, without query,"
                  + " fragment and user name (RFC 8414 §2).");
    }
  }

  private OkHttpClient resolvingToTheServer() {
    return new OkHttpClient.Builder()
        .dns(host -> List.of(loopback()))
        .proxy(java.net.Proxy.NO_PROXY)
        .build();
  }

  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private String issuer(String path) {
    return "http://127.0.0.1:" + server.getPort() + path;
  }

  private static MockResponse document(String issuer) {
    return answer(
        "application/json",
        "{\"issuer\":\"%1$s\",\"token_endpoint\":\"%1$s/token\"}".formatted(issuer));
  }

  private static MockResponse answer(String type, String body) {
    return new MockResponse.Builder().setHeader("Content-Type", type).body(body).build();
  }

  private List<String> targets() {
    List<String> targets = new ArrayList<>();
    while (targets.size() < server.getRequestCount()) {
      try {
        targets.add(server.takeRequest().getTarget());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return targets;
  }
}
