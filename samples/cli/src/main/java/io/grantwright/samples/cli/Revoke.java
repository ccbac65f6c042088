package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.session.GrantKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the server take a token back. */
@Command(
    name = "revoke",
    description =
        "Have the server take a token back, and forget it. With the refresh token goes the login.")
final class Revoke implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private TokenChoice choice = new TokenChoice();
  @Mixin private SecretOptions secrets = new SecretOptions();
  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  Revoke(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.existing(profile, machine);
    Grants grants = opened.grants();
    TokenChoice.Chosen chosen = choice.find(grants, machine, screen);
    try (Server server =
        Server.connect(opened.settings(), secrets, machine, screen, Ability.REVOKE)) {
      return machine
          .unbroken()
          .run(
              () -> {
                server
                    .get(Ability.REVOKE)
                    .revokeToken(new RevocationRequest(chosen.token(), chosen.hint()));
                forget(grants, chosen);
                screen.show(new Report("Revoked.").field("profile", opened.name()));
                return ExitCode.OK.code();
              });
    }
  }

  /** The server may have taken back more than it was asked to; what is dead is not kept. */
  private void forget(Grants grants, TokenChoice.Chosen chosen) {
    if (choice.isRefreshToken()) {
      grants.delete(grants.user());
      return;
    }
    for (GrantKey key : new GrantKey[] {grants.user(), grants.client()}) {
      grants.forgetAccessToken(key, chosen.token());
    }
  }
}
