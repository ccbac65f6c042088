package io.grantwright.runtime.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.MemoryCredentialStore;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

final class ApplicationCredentialsTest {
  private static final String SERVER = "https://as.example";

  /** A slow machine's answer is not a lost one. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final TokenStore tokens = new MemoryTokenStore();
  private final ApplicationCredentials credentials =
      new ApplicationCredentials(new MemoryCredentialStore(), tokens);

  @Test
  void severalOfAServerAreThereToChooseFrom() {
    RegisteredClient mine = client("mine", "a", "s");
    RegisteredClient theirs = RegisteredClient.publicClient(SERVER, "theirs", "b");
    credentials.register(mine);
    credentials.register(theirs);
    credentials.register(RegisteredClient.publicClient("https://other.example", "mine", "c"));
    assertThat(credentials.of(SERVER)).containsExactly(mine, theirs);
    assertThat(credentials.require(SERVER, "theirs")).isEqualTo(theirs);
  }

  @Test
  void whatPeoplePastedIsTrimmed() {
    RegisteredClient client =
        RegisteredClient.of(" " + SERVER, "mine\n", "\tid ", Secret.of(" s e\r\n"));
    assertThat(client).isEqualTo(client("mine", "id", "s e"));
    assertThat(client.authentication()).isEqualTo(ClientAuthentication.basic("id", secret("s e")));
  }

  @Test
  void aBlankSecretIsNone() {
    RegisteredClient client = client("mine", "id", " ");
    assertThat(client).isEqualTo(RegisteredClient.publicClient(SERVER, "mine", "id"));
    assertThat(client.authentication()).isEqualTo(ClientAuthentication.none("id"));
  }

  @Test
  void aBlankIdentifierIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client("mine", " ", "s"))
        .withMessage("The client id of a registered client must not be blank.");
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(client("mine", "id", "canary").toString()).contains("id").doesNotContain("canary");
  }

  @Test
  void aConfigurationCanBeEnteredAtEveryStart() {
    credentials.register(client("mine", "id", "s"));
    credentials.register(client("other", "id-2", "s"));
    credentials.register(client("mine", "id", "s"));
    assertThat(credentials.of(SERVER))
        .containsExactly(client("mine", "id", "s"), client("other", "id-2", "s"));
  }

  @Test
  void anotherSecretOfAClientTakesThePlaceOfTheOldOne() {
    credentials.register(client("mine", "id", "old"));
    credentials.register(client("mine", "id", "new"));
    assertThat(credentials.of(SERVER)).containsExactly(client("mine", "id", "new"));
  }

  @Test
  void anotherClientDoesNotTakeTheName() {
    credentials.register(client("mine", "id", "s"));
    assertThatExceptionOfType(CredentialsException.NameTaken.class)
        .isThrownBy(() -> credentials.register(client("mine", "id-2", "s")))
        .withMessage(
            "The credentials \"mine\" for https://as.example are those of the client id, and tokens"
                + " of that one are none of id-2. Give the new client another name, or remove the"
                + " old one first.");
    assertThat(credentials.of(SERVER)).containsExactly(client("mine", "id", "s"));
  }

  @Test
  void aFlowThatLacksThemSaysSoBeforeThereIsAnAddress() {
    credentials.register(client("theirs", "id", "s"));
    Supplier<ProviderClient> clients = clients(SERVER);
    assertThatExceptionOfType(CredentialsException.Missing.class)
        .isThrownBy(() -> AuthorizationCodeFlow.builder(clients.get()))
        .withMessage(
            "There are no credentials \"mine\" for https://as.example; there are \"theirs\". Register"
                + " a client there, and enter what you got.");
  }

  @Test
  void aClientThatWasBuiltWithoutThemSendsNobodyToLogIn() {
    try (ProviderClient client = ProviderClient.builder().serverUrl(SERVER).build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      AuthorizationCodeFlow.Start start = flow.authorization("https://app.example/cb");
      assertThatExceptionOfType(RefusedCallException.class)
          .isThrownBy(start::start)
          .withMessageContaining("The application's credentials are missing");
    }
  }

  @Test
  void credentialsThatComeLateAreThere() {
    Supplier<ProviderClient> clients = clients(SERVER);
    assertThatExceptionOfType(CredentialsException.Missing.class)
        .isThrownBy(clients::get)
        .withMessageContaining("nor any others");
    credentials.register(client("mine", "id", "s"));
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(clients.get()).build();
    assertThat(flow.authorization("https://app.example/cb").start().authorizationUrl())
        .startsWith("https://as.example/authorize?")
        .endsWith("&client_id=id");
  }

  @Test
  void theSameClientIsGivenUntilItsCredentialsChange() {
    credentials.register(client("mine", "id", "old"));
    Supplier<ProviderClient> clients = clients(SERVER);
    ProviderClient first = clients.get();
    assertThat(clients.get()).isSameAs(first);
    credentials.register(client("mine", "id", "new"));
    assertThat(clients.get()).isNotSameAs(first);
  }

  @Test
  void aSessionReadsASecretThatChangedOnceMore() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String url = server.url("/").toString();
      RegisteredClient old = RegisteredClient.of(url, "mine", "id", Secret.of("old"));
      credentials.register(old);
      OAuthSession session = session(url, old.grant("alice"));
      server.setDispatcher(
          answering(
              "Basic aWQ6bmV3",
              () -> credentials.register(RegisteredClient.of(url, "mine", "id", secret("new")))));
      assertThat(session.accessToken()).isEqualTo(secret("A"));
      assertThat(authorizations(server)).containsExactly("Basic aWQ6b2xk", "Basic aWQ6bmV3");
    }
  }

  @Test
  void aSecretThatIsTheSameIsNotSentAgain() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String url = server.url("/").toString();
      RegisteredClient client = RegisteredClient.of(url, "mine", "id", Secret.of("old"));
      credentials.register(client);
      OAuthSession session = session(url, client.grant("alice"));
      server.enqueue(json(401, "{\"error\":\"invalid_client\"}"));
      assertThatExceptionOfType(NoTokenException.Misconfigured.class)
          .isThrownBy(session::accessToken);
      assertThat(authorizations(server)).containsExactly("Basic aWQ6b2xk");
    }
  }

  @Test
  void credentialsInUseAreNotRemoved() {
    RegisteredClient mine = client("mine", "id", "s");
    credentials.register(mine);
    logIn(mine.grant("alice"));
    assertThatExceptionOfType(CredentialsException.InUse.class)
        .isThrownBy(() -> credentials.remove(SERVER, "mine"))
        .withMessage(
            "The credentials \"mine\" for https://as.example are in use by 1 grant, such as that of"
                + " alice. Log out first.")
        .satisfies(e -> assertThat(e.grants()).containsExactly(mine.grant("alice")));
    assertThat(credentials.of(SERVER)).containsExactly(mine);
    tokens.delete(mine.grant("alice"), 1);
    credentials.remove(SERVER, "mine");
    assertThat(credentials.of(SERVER)).isEmpty();
  }

  @Test
  void theGrantsOfOthersDoNotKeepThem() {
    credentials.register(client("mine", "id", "s"));
    logIn(GrantKey.of("id", "https://other.example", "alice"));
    logIn(GrantKey.of("id-2", SERVER, "alice"));
    credentials.remove(SERVER, "mine");
    assertThat(credentials.of(SERVER)).isEmpty();
  }

  @Test
  void whatIsNotThereHasBeenRemoved() {
    credentials.remove(SERVER, "mine");
    assertThat(credentials.of(SERVER)).isEmpty();
  }

  private Supplier<ProviderClient> clients(String server) {
    return credentials.client(
        server,
        "mine",
        client ->
            ProviderClient.builder()
                .serverUrl(server)
                .clientAuthentication(client.authentication())
                .attemptTimeout(PATIENCE)
                .totalTimeout(PATIENCE)
                .build());
  }

  private OAuthSession session(String url, GrantKey grant) {
    logIn(grant);
    return OAuthSession.builder(tokens, grant)
        .refresh(clients(url))
        .executor(Runnable::run)
        .build();
  }

  private void logIn(GrantKey grant) {
    tokens.replace(
        grant,
        0,
        new StoredGrant(
            1,
            Optional.of(Secret.of("R")),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            UnknownMembers.EMPTY));
  }

  /** Takes one secret only, and has something done when it is another. */
  private static Dispatcher answering(String authorization, Runnable otherwise) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        if (authorization.equals(request.getHeaders().get("Authorization"))) {
          return json(200, "{\"access_token\":\"A\",\"token_type\":\"Bearer\"}");
        }
        otherwise.run();
        return json(401, "{\"error\":\"invalid_client\"}");
      }
    };
  }

  private static List<String> authorizations(MockWebServer server) throws InterruptedException {
    List<String> all = new ArrayList<>();
    while (all.size() < server.getRequestCount()) {
      all.add(Objects.requireNonNull(server.takeRequest().getHeaders().get("Authorization")));
    }
    return all;
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static RegisteredClient client(String name, String id, String secret) {
    return RegisteredClient.of(SERVER, name, id, secret(secret));
  }

  private static Secret secret(String text) {
    return Secret.of(text);
  }
}
