package io.grantwright.samples.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.credentials.RegisteredClient;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.MemoryCredentialStore;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final RegisteredClient APPLICATION =
      RegisteredClient.publicClient(Cloud.TOKEN, "default", "hub");
  private static final TokenResponse TOKENS =
      new TokenResponse(
          Secret.of("at"),
          "Bearer",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          UnknownMembers.EMPTY);

  private final FullDisk disk = new FullDisk();
  private final ExecutorService work = Executors.newCachedThreadPool();
  private final Surroundings surroundings =
      new Surroundings(
          Clock.systemUTC(),
          work,
          new OkHttpClient(),
          role -> Optional.empty(),
          Duration.ZERO,
          sentence -> {});

  @AfterEach
  void end() {
    work.shutdownNow();
  }

  /** The list of those in the store is older than the account when both come at a time. */
  @Test
  void forgetsNoAccountWhoseTokensAreInNoStore() {
    disk.fill();
    for (int meeting = 1; meeting <= 150; meeting++) {
      Accounts accounts = accounts();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> lists =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  accounts.all();
                }
              });
      accounts.link(APPLICATION.grant("ada"), TOKENS, new CloudApi.User("ada", Optional.of("Ada")));
      over.set(true);
      lists.join();
      assertThat(accounts.all())
          .as("meeting %d", meeting)
          .singleElement()
          .satisfies(account -> assertThat(account.isNotStored()).isTrue());
    }
  }

  private Accounts accounts() {
    TokenStore store = disk.over(new MemoryTokenStore());
    ApplicationCredentials credentials =
        new ApplicationCredentials(new MemoryCredentialStore(), store);
    credentials.register(APPLICATION);
    Settings settings = Settings.of(Path.of("unused"), "https://api.example");
    return new Accounts(store, new Provider(settings, surroundings, credentials), surroundings);
  }
}
