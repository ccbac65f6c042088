package io.grantwright.samples.phal.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grantwright.samples.phal.Log;
import io.grantwright.samples.phal.Main;
import io.grantwright.samples.phal.PhalBridge;
import io.grantwright.samples.phal.Settings;
import io.grantwright.samples.phal.Surroundings;
import io.grantwright.samples.phal.Terminal;
import io.grantwright.samples.phal.bus.BusMessage;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Shows the bridge at work: all messages of a life of tokens, on a bus and a server of its own. */
public final class Demo {
  private static final Map<String, @Nullable Object> APP =
      Map.of("skill_id", "notes-skill", "app_id", "notes");
  private static final String REDIRECT_URI = "http://127.0.0.1/auth/callback/notes-skill_notes";

  private static final String CLIENT_ID = "notes-speaker";
  private static final String CLIENT_SECRET = "a demo's secret";

  private final PrintStream out;
  private final BusPeer skill;

  private Demo(PrintStream out, BusPeer skill) {
    this.out = out;
    this.skill = skill;
  }

  /** Without arguments, the demo; with arguments, the program. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0) {
      Main.main(args);
    } else {
      run(System.out);
      System.exit(0);
    }
  }

  /** Runs it; returns when everything has worked. */
  public static void run(PrintStream out) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("phal-bridge-demo");
    Surroundings surroundings =
        Main.surroundings(new Terminal(out, US_ASCII, false), Log.lines(out));
    try (EmbeddedServer server = EmbeddedServer.start(client());
        RelayBus bus = new RelayBus(0);
        BusPeer skill = new BusPeer(new OkHttpClient(), bus.url());
        PhalBridge bridge =
            PhalBridge.start(
                Settings.in(directory).withBus(bus.url()).withPort(0).withTerminalQr(true),
                surroundings)) {
      out.println("The bridge listens for callbacks at port %s.".formatted(bridge.port()));
      new Demo(out, skill).live(server);
    } finally {
      delete(directory);
    }
  }

  private void live(EmbeddedServer server) throws IOException, InterruptedException {
    hear("oauth.ping");
    ask(
        "oauth.register",
        Map.of(
            "auth_endpoint", server.issuer() + "/oauth2/authorize",
            "token_endpoint", server.issuer() + "/oauth2/token",
            "scope", "notes:read"));
    hear("oauth.register.response");
    ask("oauth.start", Map.of());
    hear("ovos.shell.oauth.start.authentication");
    ask(
        "ovos.shell.oauth.register.credentials",
        Map.of("client_id", CLIENT_ID, "client_secret", CLIENT_SECRET));
    BusMessage start = hear("ovos.shell.oauth.start.authentication");
    ask("oauth.generate.qr.request", Map.of());
    hear("ovos.shell.oauth.display.qr.code");
    HttpUserAgent person = new HttpUserAgent(EmbeddedServer.USER_NAME, server.userPassword());
    out.println("  (ada logs in and consents)");
    person.deliver(person.authorize(String.valueOf(start.data().get("url")), Consent.APPROVE));
    hear("oauth.token.response.notes-skill_notes");
    ask("oauth.refresh", Map.of());
    hear("oauth.refresh.response");
    out.println("All of it worked.");
  }

  private void ask(String type, Map<String, @Nullable Object> more) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(APP);
    data.putAll(more);
    out.println("< " + type + " " + shown(data));
    skill.send(type, data);
  }

  private BusMessage hear(String type) throws IOException, InterruptedException {
    BusMessage message = skill.hear(type);
    out.println("> " + type + " " + shown(message.data()));
    return message;
  }

  /** The members, and the values of those that are nobody's secret. */
  private static Set<String> shown(Map<String, @Nullable Object> data) {
    Set<String> shown = new TreeSet<>();
    data.forEach(
        (name, value) -> {
          boolean plain =
              Set.of(
                          "skill_id",
                          "app_id",
                          "munged_id",
                          "needs_creds",
                          "needs_credentials",
                          "result")
                      .contains(name)
                  || "".equals(value);
          shown.add(plain ? name + "=" + value : name);
        });
    return shown;
  }

  /** What the user has registered at the provider; its redirect URI is good with any port. */
  private static RegisteredClient client() {
    return RegisteredClient.withId(CLIENT_ID)
        .clientId(CLIENT_ID)
        .clientSecret(CLIENT_SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .redirectUri(REDIRECT_URI)
        .scope("notes:read")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(true)
                .build())
        .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
        .build();
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          delete(child);
        }
      }
    }
    Files.delete(path);
  }
}
