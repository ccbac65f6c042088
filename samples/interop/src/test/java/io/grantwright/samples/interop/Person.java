package io.grantwright.samples.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/**
 * A person with a browser that runs no scripts: logs in wherever a page asks for a password, and
 * then agrees or refuses. Redirects are followed, at last to the application's own page.
 */
final class Person {
  /** A flow has some five pages; more than this is a loop. */
  private static final int MAX_PAGES = 20;

  private static final String SCOPES = "input[type=checkbox]:not([disabled])";

  private final String password;
  private final Connection browser =
      Jsoup.newSession()
          .proxy(Proxy.NO_PROXY)
          .header("Accept", "text/html")
          .ignoreHttpErrors(true)
          .ignoreContentType(true)
          .timeout(120_000);
  private boolean asked;

  Person(String password) {
    this.password = password;
  }

  /** Opens a page, and says yes to what it and those behind it ask. */
  void agree(String url) {
    browse(url, true);
  }

  /** Opens a page, logs in, and says no. */
  void refuse(String url) {
    browse(url, false);
  }

  /** {@return whether a page has asked for more than the password} */
  boolean wasAsked() {
    return asked;
  }

  private void browse(String url, boolean agrees) {
    try {
      Document page = browser.newRequest(url).get();
      for (int pages = 0; pages < MAX_PAGES; pages++) {
        if (!(page.selectFirst("form") instanceof FormElement form)) {
          return; // Nobody asks anything more.
        }
        if (form.selectFirst("input[type=password]") != null) {
          page = filledIn(form).submit().execute().parse();
          continue;
        }
        asked = true;
        Connection refusal = agrees ? null : refusal(page, form);
        if (refusal != null) {
          refusal.execute();
          return;
        }
        form.select(SCOPES).attr("checked", "");
        page = form.submit().execute().parse();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("No end after " + MAX_PAGES + " pages.");
  }

  private FormElement filledIn(FormElement login) {
    login.select("input[type=text]").val("ada");
    login.select("input[type=password]").val(password);
    return login;
  }

  /**
   * The page's way of saying no: a button, a link, or no scope ticked; null where there is none.
   */
  private static @Nullable Connection refusal(Document page, FormElement form) {
    Element button = page.selectFirst("button[name=abort]");
    if (button != null) {
      return form.submit().data("abort", button.val());
    }
    Element link = page.selectFirst("a[href$=/abort]");
    if (link != null) {
      return page.connection().newRequest(link.absUrl("href"));
    }
    return form.selectFirst(SCOPES) == null ? null : form.submit();
  }
}
