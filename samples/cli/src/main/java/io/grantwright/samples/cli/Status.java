package io.grantwright.samples.cli;

import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is stored, and asks nobody. */
@Command(
    name = "status",
    description =
        "Show the stored logins, without the network; of one profile with --profile, when the exit"
            + " code is 4 if nobody is logged in.")
final class Status implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  Status(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    Home home = profile.home(machine);
    Profiles profiles = home.profiles();
    Optional<String> one = profile.given(machine);
    List<String> names = one.map(List::of).orElseGet(profiles::names);
    if (names.isEmpty()) {
      screen.say("There is no profile yet: log in with --server and --client-id.");
      return ExitCode.OK.code();
    }
    ExitCode worst = ExitCode.OK;
    for (String name : names) {
      ExitCode each = show(name, home, screen, one.isPresent());
      worst = worst == ExitCode.OK ? each : worst;
    }
    return worst.code();
  }

  /** One that cannot be read hides no other. */
  private ExitCode show(String name, Home home, Screen screen, boolean isOne) {
    try {
      Profile settings = home.profiles().get(name);
      Grants grants = new Grants(home.tokens(), settings, name, machine);
      Optional<StoredGrant> user = grants.read(grants.user());
      screen.show(report(name, settings, user, grants));
      return isOne && user.filter(this::serves).isEmpty() ? ExitCode.LOGIN_NEEDED : ExitCode.OK;
    } catch (Problem | TokenStoreException e) {
      Failure failure = Failure.of(e);
      screen.fail(failure);
      return failure.exitCode();
    }
  }

  private Report report(String name, Profile settings, Optional<StoredGrant> user, Grants grants) {
    boolean loggedIn = user.filter(this::serves).isPresent();
    Report report =
        new Report(name + ": " + (loggedIn ? "logged in" : "nobody is logged in"))
            .data("profile", name)
            .data("logged_in", loggedIn)
            .field("provider", settings.provider())
            .field("server", settings.server())
            .field("client_id", settings.clientId());
    user.ifPresent(
        grant -> {
          report.field("subject", grant.subject()).field("scope", grant.scope());
          grants
              .newestAccessToken(grants.user())
              .ifPresent(token -> AccessToken.describe(token, report, machine.clock()));
          boolean refreshes = grant.refreshToken().isPresent();
          report.field("refresh_token", refreshes, refreshes ? "stored" : "none");
          grant
              .marker()
              .ifPresent(
                  marker ->
                      report.field(
                          "refresh_under_way_since",
                          Instant.ofEpochMilli(marker.time()).toString(),
                          TimeLeft.text(
                                  Duration.between(
                                      Instant.ofEpochMilli(marker.time()),
                                      machine.clock().instant()))
                              + " ago, and no answer yet"));
        });
    List<StoredToken> own = new ArrayList<>();
    grants.newestAccessToken(grants.client()).filter(this::isGood).ifPresent(own::add);
    report.data("client_token", !own.isEmpty());
    if (!own.isEmpty()) {
      report.line("token of the client", "stored");
    }
    return report;
  }

  private boolean serves(StoredGrant grant) {
    return grant.refreshToken().isPresent() || grant.accessTokens().stream().anyMatch(this::isGood);
  }

  private boolean isGood(StoredToken token) {
    return AccessToken.isGood(token, machine.clock());
  }
}
