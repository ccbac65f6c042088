package io.grantwright.samples.cli;

import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
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
                boolean revoked = revoke(server, chosen);
                forget(grants, chosen);
                String done = revoked ? "Revoked." : "The server did not know it any more.";
                screen.show(new Report(done).field("profile", opened.name()));
                return ExitCode.OK.code();
              });
    }
  }

  /** Some servers refuse what RFC 7009 §2.2 has them take: a token that is none any more. */
  private static boolean revoke(Server server, TokenChoice.Chosen chosen) {
    try {
      server.get(Ability.REVOKE).revokeToken(new RevocationRequest(chosen.token(), chosen.hint()));
      return true;
    } catch (OAuthException e) {
      if (!e.error().is(OAuthErrorCode.INVALID_TOKEN)) {
        throw e;
      }
      return false;
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
