package io.grantwright.samples.quickstart;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The program that {@code mvn -Pquickstart} runs: a whole life of tokens, a line for each step,
 * against a real authorization server in this process or against the user's own.
 *
 * <p>{@link LifeOfTokens} is what to read: it is all that an application does.
 */
public final class Quickstart {
  private static final List<String> EMBEDDED_SCOPES = List.of("openid", "notes:read");

  private final PrintStream out;
  private final PrintStream err;
  private final ClientSecret secrets;
  private final Browser browser;
  private final ScheduledExecutorService scheduler;

  Quickstart(
      PrintStream out,
      PrintStream err,
      ClientSecret secrets,
      Browser browser,
      ScheduledExecutorService scheduler) {
    this.out = out;
    this.err = err;
    this.secrets = secrets;
    this.browser = browser;
    this.scheduler = scheduler;
  }

  /**
   * Runs the program; its exit status is 0 only if every step worked.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Browser browser =
        Browser.system(
            url -> System.out.println("Open this address in a browser of this machine:\n" + url));
    var secrets = new ClientSecret(environment, Quickstart::ask);
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    System.exit(new Quickstart(System.out, System.err, secrets, browser, scheduler).run(args));
  }

  /** Gives the exit status. */
  int run(String... args) {
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.help()) {
        out.print(Arguments.HELP);
      } else if (arguments.server().isPresent()) {
        useOwnServer(arguments, arguments.server().get(), arguments.clientId().orElseThrow());
      } else {
        useEmbeddedServer();
      }
      return 0;
    } catch (Arguments.Mistake e) {
      err.println(e.getMessage() + " See --help.");
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("The quickstart was interrupted.");
      return 1;
    } catch (IOException | RuntimeException e) {
      err.println("The quickstart stopped. " + Failure.sentence(e));
      return 1;
    }
  }

  /** All of its clients, with a user agent that logs in and consents as a person would. */
  private void useEmbeddedServer() throws IOException, InterruptedException {
    Steps steps = new Steps(out, System::nanoTime);
    try (EmbeddedServer server = EmbeddedServer.start()) {
      steps.done("a Spring Authorization Server listens at " + server.issuer());
      ServerMetadata metadata = discover(server.issuer(), steps);
      HttpUserAgent person = new HttpUserAgent(EmbeddedServer.USER_NAME, server.userPassword());
      Secret secret = Secret.of(server.confidentialClientSecret());
      for (ClientAuthentication client :
          List.of(
              ClientAuthentication.basic(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, secret),
              ClientAuthentication.none(EmbeddedServer.PUBLIC_CLIENT_ID))) {
        steps.title(
            client.secret().isPresent() ? "A client with a secret:" : "A client without a secret:");
        try (LoopbackReceiver receiver = receiver(Optional.empty())) {
          Login here = new Login.Here(receiver, url -> consent(person, url));
          live(metadata, client, here, EMBEDDED_SCOPES, steps);
        }
      }
      steps.title("A device, whose user has a browser elsewhere:");
      ClientAuthentication device =
          ClientAuthentication.basic(
              EmbeddedServer.DEVICE_CLIENT_ID, Secret.of(server.deviceClientSecret()));
      Login elsewhere = new Login.Elsewhere(codes -> agree(person, codes), scheduler);
      live(metadata, device, elsewhere, List.of("notes:read"), steps);
    }
    steps.done("all steps worked, and the server is closed");
  }

  private void useOwnServer(Arguments arguments, String issuer, String clientId)
      throws IOException, InterruptedException {
    Optional<Secret> secret = secrets.find(arguments);
    Steps steps = new Steps(out, System::nanoTime);
    ServerMetadata metadata = discover(issuer, steps);
    ClientAuthentication client = authentication(metadata, clientId, secret);
    if (arguments.device()) {
      live(metadata, client, new Login.Elsewhere(this::tell, scheduler), arguments.scopes(), steps);
    } else {
      try (LoopbackReceiver receiver = receiver(arguments.redirectUri())) {
        live(metadata, client, new Login.Here(receiver, browser), arguments.scopes(), steps);
      }
    }
    steps.done("all steps worked");
  }

  private static void live(
      ServerMetadata metadata,
      ClientAuthentication client,
      Login login,
      List<String> scopes,
      Steps steps)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("quickstart");
    try (LifeOfTokens life = new LifeOfTokens(metadata, client, directory, steps)) {
      life.run(login, scopes);
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private void tell(DeviceAuthorization device) {
    out.println("Open " + device.verificationUri() + " and type " + device.userCode());
  }

  private static ServerMetadata discover(String issuer, Steps steps) {
    ServerMetadata metadata = Discovery.of(issuer).find();
    steps.done("discovery found its metadata, with this very issuer");
    return metadata;
  }

  /** Basic, unless the server says that it takes a secret only in the body. */
  private static ClientAuthentication authentication(
      ServerMetadata metadata, String clientId, Optional<Secret> secret) {
    if (secret.isEmpty()) {
      return ClientAuthentication.none(clientId);
    }
    boolean basic =
        metadata
            .tokenEndpointAuthMethodsSupported()
            .map(methods -> methods.contains("client_secret_basic"))
            .orElse(true);
    return basic
        ? ClientAuthentication.basic(clientId, secret.get())
        : ClientAuthentication.body(clientId, secret.get());
  }

  private static LoopbackReceiver receiver(Optional<URI> redirectUri) throws IOException {
    LoopbackReceiver.Builder receiver = LoopbackReceiver.builder();
    redirectUri.ifPresent(uri -> receiver.port(uri.getPort()));
    return receiver.path(redirectUri.map(URI::getRawPath).orElse("/callback")).open();
  }

  private static void agree(HttpUserAgent person, DeviceAuthorization device) {
    try {
      person.verifyDevice(device.verificationUri(), device.userCode(), Consent.APPROVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static void consent(HttpUserAgent person, String url) {
    try {
      person.deliver(person.authorize(url, Consent.APPROVE));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // Newer JDKs ask where there is nobody, and get nothing.
  private static char @Nullable [] ask(String question) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s", question);
  }
}
