package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.session.LogoutReport;
import io.grantwright.samples.cloud.Notices.Notice;
import io.grantwright.samples.cloud.Notices.Notice.Kind;
import io.grantwright.samples.cloud.web.Answer;
import io.grantwright.samples.cloud.web.Browsers;
import io.grantwright.samples.cloud.web.Html;
import io.grantwright.samples.cloud.web.Site;
import io.grantwright.samples.cloud.web.Visit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** What can be done on the hub's pages. */
final class HubSite implements Site {
  private final Provider provider;
  private final Accounts accounts;
  private final Logins logins;
  private final Browsers browsers;
  private final Surroundings with;
  private final Notices notices = new Notices();
  private final Answer style = resource("style.css", "text/css; charset=utf-8");
  private final Answer icon = resource("icon.svg", "image/svg+xml");

  HubSite(
      Provider provider, Accounts accounts, Logins logins, Browsers browsers, Surroundings with) {
    this.provider = provider;
    this.accounts = accounts;
    this.logins = logins;
    this.browsers = browsers;
    this.with = with;
  }

  @Override
  public Answer answer(Visit visit) {
    try {
      return switch (visit.method() + " " + visit.path()) {
        case "GET /" -> home(visit);
        case "GET /style.css" -> style;
        case "GET /icon.svg" -> icon;
        case "GET " + Logins.CALLBACK_PATH -> completed(visit);
        case "POST /link" -> onward(visit, Optional.empty());
        case "POST /reauthenticate" -> again(visit);
        case "POST /unlink" -> unlinked(visit);
        case "POST /credentials" -> entered(visit);
        case "POST /credentials/remove" -> removed(visit);
        default -> refusal(404, "There is no such page", Html.of("Nothing was changed."));
      };
    } catch (RuntimeException e) {
      Trouble trouble = Trouble.of(e).orElseThrow(() -> e);
      with.log().say("%s: %s %s".formatted(visit, trouble.title(), trouble.detail()));
      return Answer.page(
          trouble.status(),
          Looks.trouble(
              trouble.title(), Html.of("{}", trouble.advice()), Optional.of(trouble.detail())));
    }
  }

  @Override
  public Answer refusal(int status, String title, Html sentence) {
    return Answer.page(status, Looks.trouble(title, sentence, Optional.empty()));
  }

  @Override
  public void fault(Visit visit, RuntimeException fault) {
    with.log().say("A fault of the program at %s: %s".formatted(visit, fault));
  }

  private Answer home(Visit visit) {
    return Answer.page(
        200,
        Looks.home(
            new Looks.Home(
                provider.host(),
                logins.redirectUri(),
                browsers.formToken(visit.browser()),
                provider.registered(),
                accounts.check(with.patience()),
                notices.take(visit.browser()))));
  }

  /**
   * Not a redirect: what forms may lead to holds for redirects, too, and nobody knows where the
   * provider's page leads next.
   */
  private Answer onward(Visit visit, Optional<Account> account) {
    String url = logins.start(visit.browser(), account);
    return Answer.page(200, Looks.onward(url, provider.host()));
  }

  private Answer again(Visit visit) {
    Optional<Account> account = accounts.find(visit.form().text("account"));
    return account.isEmpty() ? notLinked(visit) : onward(visit, account);
  }

  private Answer completed(Visit visit) {
    Account account = logins.complete(visit.browser(), visit.url());
    Notice notice =
        account.isNotStored()
            ? new Notice(Kind.WARNING, account.name() + " has logged in, but is not stored yet.")
            : new Notice(Kind.DONE, account.name() + " is linked.");
    return home(visit, notice);
  }

  private Answer unlinked(Visit visit) {
    Optional<Account> account = accounts.find(visit.form().text("account"));
    if (account.isEmpty()) {
      return notLinked(visit);
    }
    LogoutReport report = account.get().unlink();
    accounts.unlinked(account.get());
    String name = account.get().name();
    boolean takenBack = provider.revocation().isPresent() && report.isComplete();
    return home(
        visit,
        takenBack
            ? new Notice(Kind.DONE, name + " is unlinked.")
            : new Notice(
                Kind.WARNING,
                name
                    + " is unlinked here, but the provider has not taken the access back. Do so in"
                    + " your account there."));
  }

  private Answer entered(Visit visit) {
    String clientId = visit.form().text("client_id");
    String clientSecret = visit.form().text("client_secret");
    if (clientId.isEmpty() || clientId.length() > 1000 || clientSecret.length() > 4000) {
      return refusal(
          400,
          "These are no credentials",
          Html.of("A client id has 1 to 1000 characters, and a secret has 4000 at most."));
    }
    provider.register(clientId, clientSecret);
    return home(visit, new Notice(Kind.DONE, "The credentials are saved."));
  }

  private Answer removed(Visit visit) {
    provider.unregister();
    return home(visit, new Notice(Kind.DONE, "The credentials are removed."));
  }

  private Answer notLinked(Visit visit) {
    return home(visit, new Notice(Kind.WARNING, "This account is not linked any more."));
  }

  /** Back to the accounts, so that nothing is posted again, and no code stays in the address. */
  private Answer home(Visit visit, Notice notice) {
    notices.put(visit.browser(), notice);
    return Answer.seeOther("/");
  }

  private static Answer resource(String name, String type) {
    try (InputStream in = Objects.requireNonNull(HubSite.class.getResourceAsStream(name), name)) {
      return Answer.of(200, type, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
