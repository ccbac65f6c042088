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
    if (settings.authentication().equals(Optional.of(Profile.Authentication.NONE))) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "A client without a secret has no tokens of its own (RFC 6749 §4.4): log in, or say how"
              + " it authenticates itself with --auth.");
    }
    TokenKey key = key(settings);
    Optional<StoredToken> old = stored(grants, key);
    boolean isNeeded =
        fresh || old.filter(known -> !AccessToken.isDue(known, machine.clock())).isEmpty();
    Secret accessToken =
        isNeeded
            ? get(opened, key, old.filter(known -> fresh), screen)
            : old.orElseThrow().accessToken();
    if (!opened.isKept()) {
      opened.keep();
    }
    Report report = new Report("Token of the client " + settings.clientId() + ".");
    report.field("profile", opened.name()).data("server", settings.server());
    stored(grants, key)
        .ifPresent(
            found -> {
              report.field("scope", found.scope().or(key::scope));
              AccessToken.describe(found, report, machine.clock());
            });
    token.show(screen, report, accessToken);
    return ExitCode.OK.code();
  }

  private Secret get(
      OpenProfile opened, TokenKey key, Optional<StoredToken> unwanted, Screen screen) {
    try (Server server =
        Server.connect(opened.settings(), client.secrets(), machine, screen, Ability.TOKEN)) {
      OAuthSession session = opened.grants().clientSession(server).forKey(key);
      return machine
          .unbroken()
          .run(
              () ->
                  unwanted
                      .map(old -> session.accessTokenReplacing(old.accessToken()))
                      .orElseGet(() -> Grants.newest(session)));
    }
  }

  private static Optional<StoredToken> stored(Grants grants, TokenKey key) {
    return grants.read(grants.client()).flatMap(grant -> grant.accessToken(key));
  }

  /** A token serves only who asks for the same. No user is there to be told of or to be away. */
  private static TokenKey key(Profile settings) {
    Set<String> scope = new LinkedHashSet<>(settings.asked().values());
    scope.removeAll(List.of("openid", "offline_access"));
    return TokenKey.ofScope(scope.toArray(String[]::new));
  }
}
