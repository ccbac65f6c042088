package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.IntrospectionResponse;
import io.grantwright.runtime.oauth.IntrospectionResponseCompanion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks the server what a token is worth. */
@Command(
    name = "introspect",
    description = "Ask the server what a token is worth; the exit code is 1 if it is not active.")
final class Introspect implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private TokenChoice choice = new TokenChoice();
  @Mixin private SecretOptions secrets = new SecretOptions();
  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  Introspect(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.existing(profile, machine);
    Grants grants = opened.grants();
    TokenChoice.Chosen chosen = choice.find(grants, machine, screen);
    try (Server server =
        Server.connect(opened.settings(), secrets, machine, screen, Ability.INTROSPECT)) {
      IntrospectionResponse answer =
          server
              .get(Ability.INTROSPECT)
              .introspectToken(new IntrospectionRequest(chosen.token(), chosen.hint()));
      Report report =
          new Report(answer.active() ? "The token is active." : "The token is not active.");
      if (IntrospectionResponseCompanion.INSTANCE.toJsonValue(answer) instanceof Map<?, ?> all) {
        all.forEach((member, value) -> add(report, String.valueOf(member), value));
      }
      screen.show(report);
      return (answer.active() ? ExitCode.OK : ExitCode.NO).code();
    }
  }

  private void add(Report report, String member, Object value) {
    boolean isTime = member.equals("exp") || member.equals("iat") || member.equals("nbf");
    if (isTime && value instanceof Number seconds) {
      Duration from =
          Duration.between(machine.clock().instant(), Instant.ofEpochSecond(seconds.longValue()));
      report.field(
          member,
          value,
          from.isNegative() ? TimeLeft.text(from.negated()) + " ago" : "in " + TimeLeft.text(from));
    } else {
      report.field(member, value);
    }
  }
}
