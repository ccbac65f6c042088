package io.grantwright.samples.cli;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.Scope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of a profile, given on the command line; a login keeps them in the profile. */
final class ClientOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      completionCandidates = Providers.Names.class,
      description =
          "A provider that the SDK has a descriptor of, such as github; see providers. Without it,"
              + " the server keeps to the standards.")
  private @Nullable String provider;

  @Option(
      names = {"-s", "--server"},
      paramLabel = "ISSUER",
      description =
          "The server's issuer, such as https://as.example/tenant; not for providers that are in"
              + " one place.")
  private @Nullable String server;

  @Option(
      names = {"-c", "--client-id"},
      paramLabel = "ID",
      description = "The client there.")
  private @Nullable String clientId;

  @Option(
      names = "--auth",
      paramLabel = "METHOD",
      description =
          "How the client authenticates itself: basic, post, or none if it has no secret; by"
              + " default as the server likes it.")
  private Profile.@Nullable Authentication authentication;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "A scope to ask for; several with spaces, or the option again.")
  private @Nullable List<String> scopes;

  @Option(
      names = "--redirect-uri",
      paramLabel = "URI",
      description =
          "The registered redirect URI, http://127.0.0.1:PORT/PATH; by default any free port, and"
              + " the path /callback.")
  private @Nullable String redirectUri;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME=URL",
      description =
          "For servers without metadata: the address of authorization, token,"
              + " device-authorization, revocation, introspection, userinfo or jwks.")
  private @Nullable Map<String, String> endpoints;

  @Mixin private SecretOptions secrets = new SecretOptions();

  SecretOptions secrets() {
    return secrets;
  }

  /** The profile as it is to be, with what was given over what is kept. */
  Profile over(Optional<Profile> kept, String name, Profiles profiles) {
    Optional<String> found = or(server, kept.map(Profile::server)).or(this::serverOfProvider);
    if (kept.isEmpty() && (found.isEmpty() || clientId == null)) {
      throw found.isEmpty() && clientId == null
          ? profiles.unknown(name)
          : new Problem(
              ExitCode.USAGE,
              "A new profile needs --client-id, and --server unless the --provider is in one"
                  + " place.");
    }
    kept.ifPresent(profile -> requireSame(profile, name));
    return new Profile(
        or(provider, kept.flatMap(Profile::provider)),
        found.orElseThrow(),
        kept.map(Profile::clientId).orElseGet(() -> given(clientId)),
        or(authentication, kept.flatMap(Profile::authentication)),
        secretIsGiven()
            ? secrets.file().filter(file -> !file.equals("-")).map(ClientOptions::absolute)
            : kept.flatMap(Profile::secretFile),
        secretIsGiven() ? secrets.variable() : kept.flatMap(Profile::secretVariable),
        or(scope(), kept.flatMap(Profile::scope)),
        or(redirectUri, kept.flatMap(Profile::redirectUri)),
        or(endpoints(), kept.flatMap(Profile::endpoints)),
        kept.map(Profile::unknown).orElse(UnknownMembers.EMPTY));
  }

  /** Tokens belong to the client and the server that they were issued by. */
  private void requireSame(Profile kept, String name) {
    boolean same =
        (server == null || server.equals(kept.server()))
            && (clientId == null || clientId.equals(kept.clientId()))
            && (provider == null || Provider.named(provider).equals(kept.shipped()));
    if (!same) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          ("The profile \"%s\" is for the client %s at %s. Choose another --profile, or end this one"
                  + " with: logout --forget.")
              .formatted(name, kept.clientId(), kept.server()));
    }
  }

  private Optional<String> serverOfProvider() {
    return Optional.ofNullable(provider).flatMap(given -> Provider.named(given).server());
  }

  private boolean secretIsGiven() {
    return secrets.file().isPresent() || secrets.variable().isPresent();
  }

  private @Nullable String scope() {
    return scopes == null ? null : Scope.parse(String.join(" ", scopes)).text();
  }

  private @Nullable Map<String, String> endpoints() {
    if (endpoints == null) {
      return null;
    }
    Map<String, String> named = new LinkedHashMap<>();
    endpoints.forEach((name, url) -> named.put(checked(name), url));
    return named;
  }

  private static String checked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!EndpointOption.isName(lower)) {
      throw new Problem(
          ExitCode.USAGE,
          "There is no endpoint \"" + name + "\"; --help names those that there are.");
    }
    return lower;
  }

  private static String absolute(String file) {
    return Path.of(file).toAbsolutePath().normalize().toString();
  }

  private static String given(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("Checked before");
    }
    return value;
  }

  private static <T> Optional<T> or(@Nullable T given, Optional<T> kept) {
    return given == null ? kept : Optional.of(given);
  }
}
