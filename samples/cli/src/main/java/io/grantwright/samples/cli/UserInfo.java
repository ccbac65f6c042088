package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.UserInfoCompanion;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.StoredGrant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks the server who the user is. */
@Command(
    name = "userinfo",
    description = "Show what the server tells of the user; refreshes first if it is time.")
final class UserInfo implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private SecretOptions secrets = new SecretOptions();
  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  UserInfo(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.existing(profile, machine);
    Grants grants = opened.grants();
    StoredGrant user = grants.requireUser();
    try (Server server =
        Server.connect(opened.settings(), secrets, machine, screen, Ability.USER_INFO)) {
      Secret token = machine.unbroken().run(() -> Grants.newest(grants.userSession(server)));
      io.grantwright.runtime.oauth.UserInfo answer = ask(server, token);
      if (user.subject().filter(subject -> !subject.equals(answer.sub())).isPresent()) {
        throw new Problem(
            ExitCode.REFUSED,
            "The server tells of another user than the one who logged in (OpenID Connect Core"
                + " §5.3.2); nothing of it is shown.");
      }
      Report report = new Report("The user is " + answer.sub() + ".");
      if (UserInfoCompanion.INSTANCE.toJsonValue(answer) instanceof Map<?, ?> members) {
        report.members(members);
      }
      screen.show(report);
      return ExitCode.OK.code();
    }
  }

  private static io.grantwright.runtime.oauth.UserInfo ask(Server server, Secret token) {
    try (Server asked = server.with(token)) {
      return asked.get(Ability.USER_INFO).userInfo();
    }
  }
}
