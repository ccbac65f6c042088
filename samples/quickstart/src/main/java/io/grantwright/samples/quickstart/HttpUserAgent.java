package io.grantwright.samples.quickstart;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/**
 * A person with a browser, reduced to what {@link EmbeddedServer} shows them: a login page, a
 * consent page, and redirects.
 *
 * <p>One instance is one person with one browser session: who has logged in once is not asked
 * again. It reads the forms as a browser would, with hidden fields such as the CSRF token, and
 * follows redirects itself, because the last one leads to the client and must not be requested
 * before the client has had its say. Its errors name the page by its path only: queries hold codes.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class HttpUserAgent {

  /** What the person answers when asked for consent. */
  public enum Consent {
    /** Ticks every scope and submits. */
    APPROVE,
    /** Presses the cancel button, which submits the form with no scope ticked. */
    DENY
  }

  /** A code flow needs five steps; more than this is a loop. */
  private static final int MAX_STEPS = 20;

  private final String userName;
  private final String password;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .cookieJar(new SessionCookies())
          .followRedirects(false)
          .proxy(Proxy.NO_PROXY)
          .callTimeout(Duration.ofMinutes(2))
          .readTimeout(Duration.ZERO) // No more than the call.
          .build();

  public HttpUserAgent(String userName, String password) {
    this.userName = userName;
    this.password = password;
  }

  /**
   * Opens an authorization URL, logs in and answers the consent page if they are shown.
   *
   * <p>Nobody has to name the redirect URI, so this works for pushed requests too; it must not
   * share scheme, host and port with the server.
   *
   * @return the first redirect that leaves the server, which is the callback with the code or the
   *     error, exactly as sent; it is not requested
   * @throws IOException if the server cannot be reached, shows an unexpected page, refuses the
   *     login, or does not ask for the consent that was to be denied (it remembers consent)
   */
  public String authorize(String authorizationUrl, Consent consent) throws IOException {
    Arrival arrival = browse(HttpUrl.get(authorizationUrl), consent);
    if (arrival.callback == null) {
      throw unexpected("a redirect to the client", arrival);
    }
    requireDecided(consent, arrival);
    return arrival.callback;
  }

  /**
   * Takes a callback to the client's receiver on a loopback port, as the browser would.
   *
   * @return the page that the receiver answered
   */
  public String deliver(String callback) throws IOException {
    HttpUrl url = HttpUrl.get(callback);
    try (Response response = http.newCall(get(url)).execute()) {
      String page = response.body().string();
      if (!response.isSuccessful()) {
        throw unexpected("the client's page", new Arrival(url, response.code(), "", null, false));
      }
      return page;
    }
  }

  /**
   * Opens the verification page of RFC 8628, section 3.3, with the user code, logs in if asked to,
   * and answers the consent page.
   *
   * <p>Spring has no page to type the code in: the code goes into the query, as in {@code
   * verification_uri_complete}.
   *
   * @throws IOException as for {@link #authorize}, and if the server does not know the user code
   */
  public void verifyDevice(String verificationUri, String userCode, Consent consent)
      throws IOException {
    HttpUrl url =
        HttpUrl.get(verificationUri).newBuilder().setQueryParameter("user_code", userCode).build();
    Arrival arrival = browse(url, consent);
    requireDecided(consent, arrival);
    // Spring ends at "/?success", and answers a denial with status 400.
    boolean approved =
        arrival.status == 200 && arrival.url.queryParameterNames().contains("success");
    if (approved != (consent == Consent.APPROVE)) {
      throw unexpected("the end of the device verification", arrival);
    }
  }

  /** Goes on until an answer is neither a redirect within the server nor a form to fill in. */
  private Arrival browse(HttpUrl start, Consent consent) throws IOException {
    boolean loggedIn = false;
    boolean decided = false;
    Request request = get(start);
    for (int step = 0; step < MAX_STEPS; step++) {
      try (Response response = http.newCall(request).execute()) {
        HttpUrl url = request.url();
        String location = response.header("Location");
        if (response.isRedirect() && location != null) {
          HttpUrl next = url.resolve(location);
          if (next == null || !sameOrigin(start, next)) {
            return new Arrival(url, response.code(), "", location, decided);
          }
          request = get(next);
          continue;
        }
        Document page = Jsoup.parse(response.body().string(), url.toString());
        FormElement login = form(page, "form:has(input[type=password])");
        FormElement question = form(page, "form[name=consent_form]");
        if (login != null) {
          if (loggedIn) {
            throw new IOException("The server refused the user name or the password.");
          }
          loggedIn = true;
          request = submit(fillIn(login));
        } else if (question != null) {
          decided = true;
          request = submit(tick(question, consent));
        } else {
          return new Arrival(url, response.code(), page.title(), null, decided);
        }
      }
    }
    throw new IOException("No end after " + MAX_STEPS + " pages, the last " + path(request.url()));
  }

  private FormElement fillIn(FormElement login) {
    for (Element field : login.select("input")) {
      switch (field.attr("type")) {
        case "password" -> field.val(password);
        case "", "text", "email" -> field.val(userName);
        default -> {} // Hidden fields go back as they came; buttons are not sent.
      }
    }
    return login;
  }

  private static FormElement tick(FormElement question, Consent consent) {
    for (Element box : question.select("input[type=checkbox]:not([disabled])")) {
      box.attr("checked", consent == Consent.APPROVE);
    }
    return question;
  }

  private static Request submit(FormElement form) {
    FormBody.Builder body = new FormBody.Builder();
    for (KeyVal field : form.formData()) {
      body.add(field.key(), field.value());
    }
    String action = form.hasAttr("action") ? form.absUrl("action") : form.baseUri();
    return get(HttpUrl.get(action)).newBuilder().post(body.build()).build();
  }

  /** Spring leads to the login page only those who ask for HTML. */
  private static Request get(HttpUrl url) {
    return new Request.Builder().url(url).header("Accept", "text/html").build();
  }

  private static @Nullable FormElement form(Document page, String query) {
    return page.selectFirst(query) instanceof FormElement form ? form : null;
  }

  private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }

  private static void requireDecided(Consent consent, Arrival arrival) throws IOException {
    if (consent == Consent.DENY && !arrival.decided) {
      throw unexpected("a consent page to deny", arrival);
    }
  }

  private static IOException unexpected(String wanted, Arrival arrival) {
    String found =
        arrival.callback != null
            ? "a redirect to the client"
            : "status " + arrival.status + (arrival.title.isEmpty() ? "" : ", " + arrival.title);
    return new IOException(
        "Expected " + wanted + ", but " + path(arrival.url) + " answered: " + found + ".");
  }

  /** The path alone; Tomcat's {@code ;jsessionid=...} in it is as secret as the cookie. */
  private static String path(HttpUrl url) {
    String path = url.encodedPath();
    int parameters = path.indexOf(';');
    return parameters < 0 ? path : path.substring(0, parameters);
  }

  /** Where browsing ended: at {@code url}, or with a redirect from there to {@code callback}. */
  private record Arrival(
      HttpUrl url, int status, String title, @Nullable String callback, boolean decided) {}

  /** Keeps every cookie while this lives. Ports share cookies (RFC 6265, section 8.5). */
  private static final class SessionCookies implements CookieJar {
    private final List<Cookie> cookies = new ArrayList<>();

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> fresh) {
      for (Cookie cookie : fresh) {
        cookies.removeIf(
            old ->
                old.name().equals(cookie.name())
                    && old.domain().equals(cookie.domain())
                    && old.path().equals(cookie.path()));
        cookies.add(cookie);
      }
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      return cookies.stream().filter(cookie -> cookie.matches(url)).toList();
    }
  }
}
