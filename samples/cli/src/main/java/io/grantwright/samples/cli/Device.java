package io.grantwright.samples.cli;

import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.secret.SensitiveUri;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logs a user in through the browser of another device. */
@Command(
    name = "device",
    description = "Log in with another device: an address, a code, and a QR code to scan.")
final class Device implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private ClientOptions client = new ClientOptions();
  @Mixin private ShowTokenOption token = new ShowTokenOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--qr",
      negatable = true,
      description = "Draw a QR code, or not; by default on a terminal only.")
  private @Nullable Boolean qr;

  @Option(
      names = "--light-terminal",
      description = "The terminal is light and shows no colours: the QR code is drawn for that.")
  private boolean lightTerminal;

  @Option(names = "--open", description = "Open the page in the browser of this machine, too.")
  private boolean open;

  private final Machine machine;

  Device(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = output.screen(machine);
    if (Boolean.TRUE.equals(qr) && screen.isJson()) {
      throw new Problem(
          ExitCode.USAGE,
          "No QR code is drawn with --json: draw verification_uri_complete, or leave out --qr.");
    }
    OpenProfile opened = OpenProfile.forLogin(profile, client, machine);
    Profile settings = opened.settings();
    try (Server server =
        Server.connect(settings, client.secrets(), machine, screen, Ability.DEVICE)) {
      HeldOnSuccess held = new HeldOnSuccess(server.get(Ability.DEVICE), machine.unbroken());
      try {
        Granted granted = ask(server.deviceFlow(held), settings, screen);
        Report report = new NewLogin(opened, server, machine).keep(granted);
        token.show(screen, report, granted.tokens().accessToken());
        return ExitCode.OK.code();
      } finally {
        held.release();
      }
    }
  }

  private Granted ask(DeviceFlow flow, Profile settings, Screen screen)
      throws InterruptedException {
    DeviceAuthorization authorization =
        flow.authorization().scope(settings.asked().values().toArray(String[]::new)).start();
    show(authorization, screen);
    if (open) {
      authorization.open(machine.browser().apply(url -> screen.say("No browser was found.")));
    }
    try (Countdown countdown = new Countdown(machine, screen, authorization)) {
      return flow.complete(authorization, countdown::progress);
    }
  }

  private void show(DeviceAuthorization authorization, Screen screen) {
    String address = authorization.verificationUri();
    String complete =
        authorization.verificationUriComplete().map(SensitiveUri::reveal).orElse(address);
    if (screen.isJson()) {
      screen.show(
          new Report("")
              .data("verification_uri", address)
              .data("verification_uri_complete", complete)
              .data("user_code", authorization.userCode())
              .data("expires_in", authorization.timeLeft().toSeconds()));
      return;
    }
    screen.say("Open   " + address);
    screen.say("Code   " + authorization.userCode());
    if (qr != null ? qr : machine.terminal()) {
      QrCode.of(complete)
          .ifPresentOrElse(
              code -> draw(code, screen),
              () -> screen.say("The address is too long for a QR code."));
    }
  }

  private void draw(QrCode code, Screen screen) {
    screen.say("Or scan this, and compare the code:");
    Ink text = lightTerminal ? Ink.DARK_TEXT : Ink.LIGHT_TEXT;
    code.draw(machine.charset(), machine.colours() ? Ink.COLOURS : text)
        .forEach(machine.err()::println);
  }
}
