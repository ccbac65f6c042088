package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.DiscoveryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says beforehand what will not work. */
@Command(
    name = "doctor",
    description =
        "Compare a profile with the server's metadata and with this machine, and say what will not"
            + " work. Sends no credentials.")
final class Doctor implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private ClientOptions client = new ClientOptions();
  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  Doctor(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    Home home = profile.home(machine);
    Profiles profiles = home.profiles();
    String name = profile.name(machine);
    Profile settings = client.over(profiles.find(name), name, profiles);
    List<Finding> findings = new ArrayList<>(server(settings, screen));
    findings.addAll(new MachineCheck(machine, screen).of(settings, client.secrets(), home));
    boolean wrong = findings.stream().anyMatch(each -> each.level() == Finding.Level.WRONG);
    show(findings, wrong, settings, screen);
    return (wrong ? ExitCode.NO : ExitCode.OK).code();
  }

  private static List<Finding> server(Profile settings, Screen screen) {
    if (!settings.isDiscovered()) {
      return withoutMetadata(settings);
    }
    try {
      return MetadataCheck.of(settings, Server.discover(settings.server(), screen));
    } catch (DiscoveryException e) {
      return List.of(Finding.wrong("metadata", "nothing will work: " + Failure.of(e).sentence()));
    }
  }

  /** What the descriptor has, or the endpoints that the user has given make possible. */
  private static List<Finding> withoutMetadata(Profile settings) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.careful("metadata", "none is asked for, so nobody knows what the server offers"));
    for (Ability<?> each : Ability.ALL) {
      findings.add(
          each.isOf(settings.shipped(), settings)
              ? Finding.fine(each.command(), "there is what " + each.command() + " needs")
              : Finding.careful(
                  each.command(), each.command() + " will not work: there is nothing for it"));
    }
    findings.add(issuer(settings));
    return findings;
  }

  /** What its callbacks are held against. */
  private static Finding issuer(Profile settings) {
    Provider provider = settings.shipped();
    Optional<String> declared;
    try {
      declared = provider.issuer(Setup.unused(provider, settings.server(), settings));
    } catch (IllegalArgumentException e) {
      return Finding.wrong("server", "nothing will work: " + e.getMessage());
    }
    String text = "callbacks that name their issuer (RFC 9207) have to name ";
    return declared.isPresent() || provider.isAnywhere()
        ? Finding.fine("issuer", text + declared.orElse(settings.server()))
        : Finding.careful(
            "issuer",
            text + settings.server() + ", since the descriptor does not say what it calls itself");
  }

  private static void show(List<Finding> findings, boolean wrong, Profile settings, Screen screen) {
    Report report =
        new Report(
            settings.clientId()
                + " at "
                + settings.server()
                + (wrong ? " will not work as it is:" : ":"));
    report.data("works", !wrong);
    List<Map<String, String>> data = new ArrayList<>();
    for (Finding each : findings) {
      report.line(each.level(), each.about(), each.text());
      data.add(Map.of("level", each.level().word(), "about", each.about(), "text", each.text()));
    }
    screen.show(report.data("findings", data));
  }
}
