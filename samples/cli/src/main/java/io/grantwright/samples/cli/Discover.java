package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.ServerMetadataCompanion;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a server says of itself. */
@Command(
    name = "discover",
    description = "Show the metadata of a server, found from its issuer and checked.")
final class Discover implements Callable<Integer> {
  @Parameters(
      paramLabel = "ISSUER",
      arity = "0..1",
      description = "The server's issuer; else that of the profile.")
  private @Nullable String issuer;

  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  Discover(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    ServerMetadata metadata = Server.discover(issuer(), screen);
    Report report = new Report("Metadata of " + metadata.issuer());
    Object json = ServerMetadataCompanion.INSTANCE.toJsonValue(metadata);
    if (json instanceof Map<?, ?> members) {
      report.members(members);
    }
    screen.show(report);
    return ExitCode.OK.code();
  }

  private String issuer() {
    return issuer != null
        ? issuer
        : profile.home(machine).profiles().get(profile.name(machine)).server();
  }
}
