package io.grantwright.samples.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the descriptors that come with the SDK. */
@Command(
    name = "providers",
    description = "List the providers that the SDK has descriptors of, and how they deviate.")
final class Providers implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      completionCandidates = Names.class,
      description = "Only this one.")
  private @Nullable String name;

  @Mixin private OutputOption output = new OutputOption();
  private final Machine machine;

  Providers(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    List<Provider> shown = name == null ? Provider.SHIPPED : List.of(Provider.named(name));
    for (Provider each : shown) {
      screen.show(report(each));
    }
    return ExitCode.OK.code();
  }

  private static Report report(Provider provider) {
    Report report =
        new Report(provider.name() + ": " + provider.title())
            .data("name", provider.name())
            .data("title", provider.title())
            .field("descriptor", provider.descriptor().getName())
            .field("commands", commands(provider))
            .data("deviations", provider.deviations());
    report.field("server", provider.server());
    report.field(
        "issuer",
        provider
            .server()
            .flatMap(
                server ->
                    provider.issuer(Setup.unused(provider, server, role -> Optional.empty()))));
    if (provider.server().isEmpty()) {
      report.line("server", "each has its own: --server");
    }
    if (provider.deviations().isEmpty()) {
      report.line("deviations", "none");
    }
    provider.deviations().forEach(each -> report.line("deviates", each));
    return report;
  }

  /** Those that the provider has what they need for. */
  private static List<String> commands(Provider provider) {
    return Ability.ALL.stream()
        .filter(each -> each.capability().isAssignableFrom(provider.descriptor()))
        .map(Ability::command)
        .toList();
  }

  /** What a shell completes. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Provider.SHIPPED.stream().map(Provider::name).iterator();
    }
  }
}
