package io.grantwright.samples.cli;

import io.grantwright.runtime.session.LogoutReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a login. */
@Command(
    name = "logout",
    description = "Have the server take all tokens of a profile back, and delete them here.")
final class Logout implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private SecretOptions secrets = new SecretOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--local",
      description = "Only delete them here, such as when the server is gone; they may stay good.")
  private boolean local;

  @Option(names = "--forget", description = "Delete the profile, too.")
  private boolean forget;

  private final Machine machine;

  Logout(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.existing(profile, machine);
    Grants grants = opened.grants();
    boolean user = grants.read(grants.user()).isPresent();
    boolean client = grants.read(grants.client()).isPresent();
    List<RuntimeException> failures = new ArrayList<>();
    if (local) {
      grants.delete(grants.user());
      grants.delete(grants.client());
    } else if (user || client) {
      try (Server server = Server.connect(opened.settings(), secrets, machine, screen)) {
        failures.addAll(machine.unbroken().run(() -> leave(grants, server, user, client)));
      }
    }
    if (forget) {
      opened.profiles().delete(opened.name());
    }
    screen.show(
        new Report(user || client ? "Logged out." : "Nobody was logged in.")
            .field("profile", opened.name())
            .data("revoked", !local && failures.isEmpty() && (user || client)));
    if (failures.isEmpty()) {
      return ExitCode.OK.code();
    }
    Failure first = Failure.of(failures.get(0));
    throw new Problem(
        first.exitCode(),
        "The tokens are deleted here, but the server did not take all of them back: "
            + first.sentence());
  }

  private static List<RuntimeException> leave(
      Grants grants, Server server, boolean user, boolean client) {
    List<RuntimeException> failures = new ArrayList<>();
    if (user) {
      LogoutReport report = grants.userSession(server).logout();
      failures.addAll(report.failures());
    }
    if (client) {
      LogoutReport report = grants.clientSession(server).logout();
      failures.addAll(report.failures());
    }
    return failures;
  }
}
