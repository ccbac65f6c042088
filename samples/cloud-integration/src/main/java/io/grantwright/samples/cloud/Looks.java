package io.grantwright.samples.cloud;

import io.grantwright.runtime.credentials.RegisteredClient;
import io.grantwright.samples.cloud.web.Html;
import io.grantwright.samples.cloud.web.Pages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the pages look: markup, and nothing that decides. */
final class Looks {
  private Looks() {}

  /** A page with a title. */
  static Html page(String title, Html content) {
    return framed(title, Html.NONE, content);
  }

  /** A page that goes on to another address by itself, and shows it in case it does not. */
  static Html onward(String url, String host) {
    return framed(
        "On to " + host,
        Html.of("<meta http-equiv=\"refresh\" content=\"0; url={}\">", url),
        Html.of(
            """
            <section class="card">
              <h1>On to {}</h1>
              <p>Log in there, and you will come back here.</p>
              <p><a class="button primary" href="{}">Continue to {}</a></p>
            </section>
            """,
            host,
            url,
            host));
  }

  /** Something that did not work. */
  static Html trouble(String title, Html advice, Optional<String> detail) {
    return page(
        title,
        Html.of(
            """
            <section class="card trouble" role="alert">
              <h1>{}</h1>
              <p>{}</p>
              {}
              <p><a class="button primary" href="/">Back to the accounts</a></p>
            </section>
            """,
            title,
            advice,
            detail
                .map(
                    text ->
                        Html.of(
                            "<details><summary>Details</summary><p class=\"detail\">{}</p></details>",
                            shortened(text)))
                .orElse(Html.NONE)));
  }

  /** What the accounts' page shows. */
  record Home(
      String host,
      String redirectUri,
      String formToken,
      Optional<RegisteredClient> application,
      List<Account> accounts,
      Optional<Notices.Notice> notice) {}

  /** The accounts' page. */
  static Html home(Home home) {
    boolean unfinished =
        home.accounts().stream()
            .anyMatch(account -> account.state() instanceof AccountState.Unchecked);
    return framed(
        "Accounts",
        unfinished ? Html.of("<meta http-equiv=\"refresh\" content=\"3\">\n") : Html.NONE,
        Html.of(
            """
            {}<h1>Accounts at {}</h1>
            {}{}{}
            """,
            home.notice().map(Looks::notice).orElse(Html.NONE),
            home.host(),
            accounts(home),
            link(home),
            credentials(home)));
  }

  private static Html notice(Notices.Notice notice) {
    return Html.of(
        "<p class=\"notice {}\" role=\"status\">{}</p>\n",
        notice.kind().name().toLowerCase(Locale.ROOT),
        notice.text());
  }

  private static Html accounts(Home home) {
    if (home.accounts().isEmpty()) {
      return Html.of("<p class=\"empty\">No account is linked yet.</p>\n");
    }
    return Html.of(
        "<ul class=\"accounts\">\n{}</ul>\n",
        Html.all(home.accounts().stream().map(account -> account(account, home)).toList()));
  }

  private static Html account(Account account, Home home) {
    AccountState state = account.state();
    boolean again = state instanceof AccountState.NeedsReauthentication;
    return Html.of(
        """
        <li class="card">
          <div class="who">
            <span class="avatar" aria-hidden="true">{}</span>
            <h2>{}{}</h2>
            {}
          </div>
          {}
          <div class="actions">
            {}{}
          </div>
        </li>
        """,
        account.name().substring(0, account.name().offsetByCodePoints(0, 1)),
        account.name(),
        account.name().equals(account.id())
            ? Html.NONE
            : Html.of(" <span class=\"id\">{}</span>", account.id()),
        badge(state),
        about(state),
        form(
            home,
            "/reauthenticate",
            account.id(),
            "Reauthenticate",
            account.name(),
            again ? "primary" : ""),
        form(home, "/unlink", account.id(), "Unlink", account.name(), "danger"));
  }

  private static Html form(
      Home home, String action, String account, String label, String name, String kind) {
    return Html.of(
        """
        <form method="post" action="{}">{}<input type="hidden" name="account" value="{}">\
        <button class="{}">{}<span class="aside"> {}</span></button></form>
        """,
        action,
        token(home),
        account,
        kind,
        label,
        name);
  }

  private static Html badge(AccountState state) {
    return Html.of("<span class=\"badge {}\">{}</span>", kind(state), words(state));
  }

  private static String kind(AccountState state) {
    if (state instanceof AccountState.Linked) {
      return "good";
    }
    return state instanceof AccountState.Unchecked ? "" : "bad";
  }

  private static String words(AccountState state) {
    if (state instanceof AccountState.Linked) {
      return "✓ Linked";
    }
    if (state instanceof AccountState.NeedsReauthentication) {
      return "! Needs reauthentication";
    }
    if (state instanceof AccountState.Unavailable) {
      return "… Not available now";
    }
    return state instanceof AccountState.NotStored ? "! Not stored yet" : "… Being checked";
  }

  private static Html about(AccountState state) {
    if (state instanceof AccountState.Linked linked) {
      return linked.devices().isEmpty() ? Html.NONE : devices(linked.devices());
    }
    if (state instanceof AccountState.NeedsReauthentication needs) {
      return why(
          "The provider does not accept this hub any more. Log in again to use the account.",
          needs.reason());
    }
    if (state instanceof AccountState.Unavailable unavailable) {
      return why("It is still linked, and tried again each minute.", unavailable.reason());
    }
    if (state instanceof AccountState.NotStored notStored) {
      return why(
          "Its tokens are kept in memory, and stored as soon as the disk takes them.",
          notStored.reason());
    }
    return Html.NONE;
  }

  private static Html why(String sentence, String reason) {
    return Html.of(
        "<p>{}</p><details><summary>Details</summary><p class=\"detail\">{}</p></details>",
        sentence,
        shortened(reason));
  }

  private static Html devices(List<CloudApi.Device> devices) {
    return Html.of(
        "<dl class=\"devices\">{}</dl>",
        Html.all(
            devices.stream()
                .map(
                    device ->
                        Html.of("<div><dt>{}</dt><dd>{}</dd></div>", device.name(), device.state()))
                .toList()));
  }

  private static Html link(Home home) {
    if (home.application().isEmpty()) {
      return Html.of("<p>Enter the application's credentials to link an account.</p>\n");
    }
    return Html.of(
        """
        <form method="post" action="/link" class="link">{}<button class="{}">{}</button></form>
        """,
        token(home),
        home.accounts().isEmpty() ? "primary" : "",
        home.accounts().isEmpty() ? "Link account" : "Link another account");
  }

  private static Html credentials(Home home) {
    Html open = home.application().isEmpty() ? Html.of(" open") : Html.NONE;
    return Html.of(
        """
        <details class="card credentials"{}>
          <summary>Application credentials</summary>
          <p>{}Register this hub at the provider with the redirect URI <code>{}</code>, and enter \
        what you get.</p>
          <form method="post" action="/credentials" autocomplete="off">{}
            <label for="client_id">Client ID</label>
            <input id="client_id" name="client_id" required maxlength="1000" value="{}">
            <label for="client_secret">Client secret</label>
            <input id="client_secret" name="client_secret" type="password" maxlength="4000" \
        aria-describedby="no_secret">
            <p id="no_secret" class="hint">Leave it empty for a public client.</p>
            <button>Save credentials</button>
          </form>
          {}
        </details>
        """,
        open,
        home.application().map(Looks::registered).orElse(Html.NONE),
        home.redirectUri(),
        token(home),
        home.application().map(RegisteredClient::clientId).orElse(""),
        home.application().isEmpty() ? Html.NONE : removal(home));
  }

  private static Html registered(RegisteredClient application) {
    return Html.of(
        "This hub is <strong>{}</strong> at the provider, {} a secret. ",
        application.clientId(),
        application.clientSecret().isPresent() ? "with" : "without");
  }

  private static Html removal(Home home) {
    return Html.of(
        """
        <form method="post" action="/credentials/remove">{}\
        <button class="danger">Remove credentials</button></form>
        """,
        token(home));
  }

  private static Html token(Home home) {
    return Html.of(
        "<input type=\"hidden\" name=\"{}\" value=\"{}\">", Pages.FORM_TOKEN, home.formToken());
  }

  private static String shortened(String text) {
    int most = 1000;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static Html framed(String title, Html head, Html content) {
    return Html.of(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        {}<title>{} – Device hub</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="icon" href="/icon.svg">
        </head>
        <body>
        <header><a href="/"><img src="/icon.svg" alt="" width="28" height="28"> Device hub</a></header>
        <main>
        {}</main>
        </body>
        </html>
        """,
        head,
        title,
        content);
  }
}
