package io.grantwright.samples.cli;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for a new access token of the user who is logged in. */
@Command(
    name = "refresh",
    description = "Refresh the user's access token; with --if-needed, only when it is time.")
final class Refresh implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private SecretOptions secrets = new SecretOptions();
  @Mixin private ShowTokenOption token = new ShowTokenOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--if-needed", description = "Only if the stored one is about to expire.")
  private boolean ifNeeded;

  private final Machine machine;

  Refresh(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.existing(profile, machine);
    Grants grants = opened.grants();
    StoredGrant before = grants.requireUser();
    Optional<StoredToken> old = before.accessToken(TokenKey.DEFAULT);
    Optional<StoredToken> serving = old.filter(known -> ifNeeded && serves(before, known));
    if (serving.isEmpty() && before.refreshToken().isEmpty()) {
      throw new Problem(
          ExitCode.LOGIN_NEEDED,
          "There is no refresh token: the server issued none, or has refused it. Log in again.");
    }
    Secret accessToken =
        serving.map(StoredToken::accessToken).orElseGet(() -> refreshed(opened, old, screen));
    boolean isNew = old.filter(known -> known.accessToken().equals(accessToken)).isEmpty();
    Report report =
        new Report(
            isNew
                ? "Refreshed."
                : serving.isPresent()
                    ? "Still good; nothing was asked for."
                    : "Still good; the server has no new one now.");
    report.field("profile", opened.name()).data("refreshed", isNew);
    StoredGrant after = grants.requireUser();
    after
        .accessToken(TokenKey.DEFAULT)
        .ifPresent(
            found -> {
              report.field("scope", found.scope().or(after::scope));
              AccessToken.describe(found, report, machine.clock());
            });
    boolean rotated = !after.refreshToken().equals(before.refreshToken());
    report.field("refresh_token_rotated", rotated, rotated ? "yes, the new one is stored" : "no");
    token.show(screen, report, accessToken);
    return ExitCode.OK.code();
  }

  /** Whether a token need not be refreshed, or cannot be and has not expired. */
  private boolean serves(StoredGrant grant, StoredToken token) {
    return grant.refreshToken().isPresent()
        ? !AccessToken.isDue(token, machine.clock())
        : AccessToken.isGood(token, machine.clock());
  }

  private Secret refreshed(OpenProfile opened, Optional<StoredToken> old, Screen screen) {
    try (Server server =
        Server.connect(opened.settings(), secrets, machine, screen, Ability.REFRESH)) {
      OAuthSession session = opened.grants().userSession(server);
      return machine
          .unbroken()
          .run(
              () ->
                  ifNeeded || old.isEmpty()
                      ? Grants.newest(session)
                      : session.accessTokenReplacing(old.get().accessToken()));
    }
  }
}
