package io.grantwright.samples.cloud.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The door to a site: only what was sent to its own address, and only forms that it gave to the
 * same browser, get in; every answer has the headers that pages with forms need.
 */
public final class Pages extends Handler.Abstract {
  private static final int MOST_FORM_BYTES = 64 * 1024;

  /** How much of a form that is too long is read, so that the browser gets to the answer. */
  private static final int MOST_READ_BYTES = 8 * 1024 * 1024;

  private static final int MOST_URL_CHARACTERS = 16 * 1024;
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";

  /** The field with the form's text. */
  public static final String FORM_TOKEN = "form";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
              + " frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          // "no-referrer" would take the Origin away from the site's own forms.
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final String url;
  private final Site site;
  private final Browsers browsers;

  /**
   * Opens a site.
   *
   * @param url the site's address, without a slash at its end
   */
  public Pages(String url, Site site, Browsers browsers) {
    this.url = url;
    this.site = site;
    this.browsers = browsers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<Secret> known = browsers.known(request.getHeaders().get(HttpHeader.COOKIE));
    Secret browser = known.orElseGet(browsers::newcomer);
    Answer answer = answer(request, known, browser);
    if (known.isEmpty() && request.getMethod().equals("GET") && isHere(request)) {
      answer = answer.with("Set-Cookie", browsers.setCookie(browser));
    }
    write(answer, request.getMethod().equals("HEAD"), response, callback);
    return true;
  }

  /** What answers requests that are none of HTTP. */
  Request.Handler errors() {
    return (request, response, callback) -> {
      String title = "This is no request that can be read";
      Html advice = Html.of("Go back, and try again.");
      write(site.refusal(response.getStatus(), title, advice), false, response, callback);
      return true;
    };
  }

  private Answer answer(Request request, Optional<Secret> known, Secret browser)
      throws IOException {
    if (!isHere(request)) {
      return site.refusal(
          421,
          "This page is elsewhere",
          Html.of("It is at <a href=\"{}\">{}</a>.", url + "/", url + "/"));
    }
    String path = request.getHttpURI().getPath();
    String query = request.getHttpURI().getQuery();
    String sent = query == null ? path : path + "?" + query;
    if (sent.length() > MOST_URL_CHARACTERS) {
      return site.refusal(
          414,
          "This address is too long",
          Html.of(
              "It has {} characters, of {} that are read. Nothing was changed.",
              sent.length(),
              MOST_URL_CHARACTERS));
    }
    switch (request.getMethod()) {
      case "GET", "HEAD" -> {
        return visited(new Visit("GET", path, url + sent, Form.EMPTY, browser));
      }
      case "POST" -> {
        return posted(request, path, url + sent, known);
      }
      default -> {
        return site.refusal(405, "Pages can be opened, and forms posted", Html.of("No more."))
            .with("Allow", "GET, HEAD, POST");
      }
    }
  }

  private Answer posted(Request request, String path, String sent, Optional<Secret> known)
      throws IOException {
    byte[] body = body(request);
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM_TYPE)) {
      return site.refusal(415, "This is no form", Html.of("Forms are posted as {}.", FORM_TYPE));
    }
    if (body.length > MOST_FORM_BYTES) {
      return site.refusal(
          413,
          "This form is too long",
          Html.of("It may have {} bytes. Nothing was changed.", MOST_FORM_BYTES));
    }
    Form form;
    try {
      form = Form.read(new String(body, UTF_8));
    } catch (IllegalArgumentException e) {
      return site.refusal(400, "This form cannot be read", Html.of("Go back, and try again."));
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    boolean ownForm =
        known.isPresent()
            && browsers.isOf(known.get(), form.text(FORM_TOKEN))
            && (origin == null || origin.equals(url));
    if (!ownForm) {
      return site.refusal(
          403,
          "This form was not opened here",
          Html.of(
              "Nothing was changed. <a href=\"/\">Open the page</a> in this browser, with cookies"
                  + " allowed, and try again."));
    }
    return visited(new Visit("POST", path, sent, form, known.get()));
  }

  private Answer visited(Visit visit) {
    try {
      return site.answer(visit);
    } catch (RuntimeException e) {
      site.fault(visit, e);
      return site.refusal(
          500,
          "This is a fault of the program",
          Html.of("Its log says more. Go back, and try again."));
    }
  }

  /** Against pages of others whose name was made to lead here (DNS rebinding). */
  private boolean isHere(Request request) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    return host != null && host.equalsIgnoreCase(WebServer.authority(url));
  }

  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(MOST_FORM_BYTES + 1);
      var unused = in.skip(MOST_READ_BYTES);
      return body;
    }
  }

  private static void write(Answer answer, boolean headOnly, Response response, Callback callback) {
    response.setStatus(answer.status());
    HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    byte[] body = answer.body().getBytes(UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(headOnly ? new byte[0] : body), callback);
  }
}
