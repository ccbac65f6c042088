package io.grantwright.samples.cli;

import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.flow.PendingAuthorization;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logs a user in through the browser of this machine. */
@Command(
    name = "login",
    description = "Log in with the browser: authorization code, PKCE, and a loopback redirect.")
final class Login implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private ClientOptions client = new ClientOptions();
  @Mixin private ShowTokenOption token = new ShowTokenOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--no-browser", description = "Print the address and open nothing.")
  private boolean noBrowser;

  @Option(
      names = "--offline",
      description = "Ask for a refresh token the OpenID Connect way: offline_access and consent.")
  private boolean offline;

  @Option(
      names = "--resource",
      paramLabel = "URI",
      description = "What the token is for (RFC 8707).")
  private @Nullable String resource;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter that only this server has, such as access_type=offline.")
  private Map<String, String> parameters = Map.of();

  private final Machine machine;

  Login(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.forLogin(profile, client, machine);
    Profile settings = opened.settings();
    try (LoopbackReceiver receiver = Redirect.receiver(settings);
        Server server =
            Server.connect(settings, client.secrets(), machine, screen, Ability.LOGIN)) {
      AuthorizationCodeFlow flow = server.codeFlow();
      PendingAuthorization pending = start(flow, receiver, settings);
      AuthorizationCallback callback = receiver.receive(pending, browser(screen));
      NewLogin login = new NewLogin(opened, server, machine);
      return machine.unbroken().run(() -> finish(flow.complete(pending, callback), login, screen));
    }
  }

  private int finish(Granted granted, NewLogin login, Screen screen) {
    token.show(screen, login.keep(granted), granted.tokens().accessToken());
    return ExitCode.OK.code();
  }

  private PendingAuthorization start(
      AuthorizationCodeFlow flow, LoopbackReceiver receiver, Profile settings) {
    AuthorizationCodeFlow.Start start =
        flow.authorization(receiver.redirectUri())
            .scope(settings.asked().values().toArray(String[]::new));
    if (offline) {
      start.offlineAccess();
    }
    if (resource != null) {
      start.resource(resource);
    }
    parameters.forEach(start::parameter);
    return start.start();
  }

  private Browser browser(Screen screen) {
    Browser printed =
        url -> {
          if (screen.isJson()) {
            screen.show(new Report("").data("authorization_url", url));
          } else {
            screen.say("Open this address in a browser of this machine:");
            screen.say(url);
          }
        };
    if (noBrowser) {
      return printed;
    }
    return url -> {
      screen.say("Waiting for your browser; Ctrl-C gives up.");
      machine.browser().apply(printed::open).open(url);
    };
  }
}
