package io.grantwright.samples.cloud;

import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenKey;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.FileTokenStore;
import io.grantwright.samples.cloud.Visitor.Page;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A hub, a provider, a visitor of the hub's pages, and the users of the provider. */
final class Bench implements AutoCloseable {
  final Path directory;
  final ManualClock clock = new ManualClock();
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  final Settings settings;
  private final EndpointAddresses endpoints;
  Duration patience = Duration.ofMinutes(5); // Only to end a test that would hang.
  private final UnaryOperator<TokenStore> store;
  Hub hub;
  Visitor visitor;

  private Bench(Settings settings, EndpointAddresses endpoints, UnaryOperator<TokenStore> store)
      throws IOException {
    this.directory = settings.directory();
    this.settings = settings;
    this.endpoints = endpoints;
    this.store = store;
    this.hub = start(settings);
    this.visitor = new Visitor(hub.url());
  }

  /** A hub of {@link OneCloud}, which knows its credentials. */
  static Bench of(Path directory) throws IOException {
    return of(directory, OneCloud.CLOUD);
  }

  /** A hub of a cloud, which knows its credentials. */
  static Bench of(Path directory, DemoCloud cloud) throws IOException {
    return of(Demo.settings(directory, 0, cloud), cloud);
  }

  /** One that browsers reach at another address. */
  static Bench of(Path directory, String publicUrl) throws IOException {
    return of(Demo.settings(directory, 0, OneCloud.CLOUD).withPublicUrl(publicUrl), OneCloud.CLOUD);
  }

  private static Bench of(Settings settings, DemoCloud cloud) throws IOException {
    Bench bench =
        new Bench(
            settings,
            Demo.surroundings(cloud, sentence -> {}).endpoints(),
            UnaryOperator.identity());
    bench.hub.provider().register(DemoCloud.CLIENT_ID, cloud.clientSecret());
    return bench;
  }

  /** A hub of another provider, which knows no credentials. */
  static Bench of(Settings settings, EndpointAddresses endpoints) throws IOException {
    return of(settings, endpoints, UnaryOperator.identity());
  }

  static Bench of(Settings settings, EndpointAddresses endpoints, UnaryOperator<TokenStore> store)
      throws IOException {
    return new Bench(settings, endpoints, store);
  }

  /** One more hub in the same directory. */
  Hub start(Settings settings) throws IOException {
    Surroundings real = Main.surroundings(log::add);
    return Hub.start(
        settings,
        new Surroundings(clock, real.work(), real.http(), endpoints, patience, real.log()),
        store.apply(FileTokenStore.open(directory.resolve("tokens"))));
  }

  /** Ends the hub and starts it again, at the same port. */
  void restart() throws IOException {
    int port = visitor.url("/").port();
    hub.close();
    hub = start(settings.withPort(port));
  }

  /** Presses "Link account", and gives the address of the provider that it leads to. */
  String startLink() throws IOException {
    return visitor.submit("/link", Map.of()).onward();
  }

  /** Links an account; gives the page that the user gets in the end. */
  Page link(HttpUserAgent user) throws IOException {
    return comeBack(user.authorize(startLink(), Consent.APPROVE));
  }

  /** Brings a callback, and follows the redirect. */
  Page comeBack(String callback) throws IOException {
    Page answer = visitor.openAddress(callback);
    return answer.status() == 303 ? visitor.open(answer.header("Location")) : answer;
  }

  /** A browser in which nobody has logged in at the provider yet. */
  static HttpUserAgent ada() {
    return new HttpUserAgent(EmbeddedServer.USER_NAME, OneCloud.CLOUD.server().userPassword());
  }

  static HttpUserAgent grace() {
    return new HttpUserAgent(
        EmbeddedServer.OTHER_USER_NAME, OneCloud.CLOUD.server().otherUserPassword());
  }

  /** What is in the store of an account. */
  Optional<StoredGrant> stored(String account) {
    TokenStore tokens = FileTokenStore.open(directory.resolve("tokens"));
    return tokens.grants().stream()
        .filter(key -> key.account().equals(account))
        .findFirst()
        .flatMap(tokens::read);
  }

  String accessToken(String account) {
    return stored(account)
        .flatMap(grant -> grant.accessToken(TokenKey.DEFAULT))
        .orElseThrow()
        .accessToken()
        .reveal();
  }

  /** Waits until the hub says something; what it said before is forgotten. */
  void awaitLog(String sentence) throws InterruptedException {
    String next;
    do {
      next = log.poll(5, TimeUnit.MINUTES);
    } while (next != null && !next.startsWith(sentence));
    if (next == null) {
      throw new AssertionError("The hub does not say: " + sentence);
    }
  }

  @Override
  public void close() throws IOException {
    hub.close();
  }
}
