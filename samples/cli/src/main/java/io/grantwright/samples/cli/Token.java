package io.grantwright.samples.cli;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for a token of the client's own. */
@Command(
    name = "token",
    description =
        "Get a token of the client itself (client credentials); a stored one while it is good.")
final class Token implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Mixin private ClientOptions client = new ClientOptions();
  @Mixin private ShowTokenOption token = new ShowTokenOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--new", description = "Ask for a new one, whatever is stored.")
  private boolean fresh;

  private final Machine machine;

  Token(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Screen screen = output.screen(machine);
    OpenProfile opened = OpenProfile.forLogin(profile, client, machine);
    Profile settings = opened.settings();
    Grants grants = opened.grants();
    try (Server server =
        Server.connect(settings, client.secrets(), machine, screen, Ability.TOKEN)) {
      TokenKey key = key(settings);
      Secret accessToken = machine.unbroken().run(() -> get(grants, key, server));
      if (!opened.isKept()) {
        opened.keep();
      }
      Report report = new Report("Token of the client " + settings.clientId() + ".");
      report.field("profile", opened.name()).data("server", settings.server());
      Optional<StoredToken> stored =
          grants.read(grants.client()).flatMap(grant -> grant.accessToken(key));
      stored.ifPresent(
          found -> {
            report.field("scope", found.scope().or(key::scope));
            AccessToken.describe(found, report, machine.clock());
          });
      token.show(screen, report, accessToken);
      return ExitCode.OK.code();
    }
  }

  private Secret get(Grants grants, TokenKey key, Server server) {
    OAuthSession session = grants.clientSession(server).forKey(key);
    Optional<Secret> unwanted =
        grants
            .read(grants.client())
            .flatMap(grant -> grant.accessToken(key))
            .map(StoredToken::accessToken)
            .filter(old -> fresh);
    return unwanted.map(session::accessTokenReplacing).orElseGet(session::accessToken);
  }

  /** A token serves only who asks for the same. No user is there to be told of or to be away. */
  private static TokenKey key(Profile settings) {
    Set<String> scope = new LinkedHashSet<>(settings.asked().values());
    scope.removeAll(List.of("openid", "offline_access"));
    return TokenKey.ofScope(scope.toArray(String[]::new));
  }
}
