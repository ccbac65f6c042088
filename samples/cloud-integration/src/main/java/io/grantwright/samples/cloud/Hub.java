package io.grantwright.samples.cloud;

import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.FileCredentialStore;
import io.grantwright.runtime.store.FilePendingStore;
import io.grantwright.runtime.store.FileTokenStore;
import io.grantwright.samples.cloud.web.Browsers;
import io.grantwright.samples.cloud.web.Pages;
import io.grantwright.samples.cloud.web.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;

/**
 * The hub, put together.
 *
 * <pre>
 * browser ↔ pages ↔ logins, accounts ↔ provider, stores
 * </pre>
 */
final class Hub implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(90);

  private final WebServer web;
  private final Provider provider;
  private final Accounts accounts;
  private final Surroundings with;

  private Hub(WebServer web, Provider provider, Accounts accounts, Surroundings with) {
    this.web = web;
    this.provider = provider;
    this.accounts = accounts;
    this.with = with;
  }

  /**
   * Starts a hub that keeps tokens in files.
   *
   * @throws IOException if the port is in use, or the directory cannot be used
   * @throws IllegalArgumentException if an address is none, or has no TLS
   */
  static Hub start(Settings settings, Surroundings with) throws IOException {
    return start(settings, with, FileTokenStore.open(settings.directory().resolve("tokens")));
  }

  static Hub start(Settings settings, Surroundings with, TokenStore tokens) throws IOException {
    Path directory = settings.directory();
    Provider provider =
        new Provider(
            settings,
            with,
            new ApplicationCredentials(
                FileCredentialStore.open(directory.resolve("credentials")), tokens));
    Accounts accounts = new Accounts(tokens, provider, with);
    SecureRandom random = new SecureRandom();
    SecretKey key = KeyFile.in(directory, random);
    FilePendingStore pending = FilePendingStore.open(directory.resolve("logins"), key);
    WebServer web =
        WebServer.start(
            settings.bind(),
            settings.port(),
            settings.publicUrl(),
            url -> {
              Logins logins =
                  new Logins(provider, accounts, pending, with, url + Logins.CALLBACK_PATH);
              Browsers browsers = new Browsers(key, random, url.startsWith("https:"));
              return new Pages(
                  url, new HubSite(provider, accounts, logins, browsers, with), browsers);
            });
    return new Hub(web, provider, accounts, with);
  }

  /** {@return the address of the page, without a slash at its end} */
  String url() {
    return web.url();
  }

  /** {@return the port that it listens on} */
  int port() {
    return web.port();
  }

  Provider provider() {
    return provider;
  }

  /** Asks all accounts how they are; to be called now and then. */
  void poll() {
    accounts.check(Duration.ZERO);
  }

  /** Ends what is under way, and stores what is not stored. */
  @Override
  public void close() throws IOException {
    try {
      try {
        web.close();
      } finally {
        accounts.flush();
      }
      with.work().shutdown();
      if (!with.work().awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        with.log().say("Something is still under way, and left to the next start.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
