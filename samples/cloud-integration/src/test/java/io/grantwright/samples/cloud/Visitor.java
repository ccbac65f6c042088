package io.grantwright.samples.cloud;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody with a browser at the hub's pages. */
final class Visitor {
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .readTimeout(Duration.ZERO) // No more than the call, whose time only ends a hang.
          .callTimeout(Duration.ofMinutes(5))
          .build();

  private final String hub;
  private final List<Page> pages = new ArrayList<>();
  private Optional<String> cookie = Optional.empty();

  /** Opens a browser that has never been there. */
  Visitor(String hub) {
    this.hub = hub;
  }

  /** What came. */
  record Page(int status, Headers headers, String body) {
    Document document() {
      return Jsoup.parse(body);
    }

    /** What a person reads. */
    String text() {
      return document().text();
    }

    String title() {
      return document().select("h1").text();
    }

    String notice() {
      return document().select("[role=status]").text();
    }

    String header(String name) {
      return String.valueOf(headers.get(name));
    }

    /** Where a page goes on to by itself. */
    String onward() {
      return document().select("a.primary").attr("href");
    }
  }

  Page open(String path) throws IOException {
    return send(new Request.Builder().url(url(path)).build());
  }

  Page open() throws IOException {
    return open("/");
  }

  /** Goes to an address as it is, whatever it is. */
  Page openAddress(String url) throws IOException {
    return send(new Request.Builder().url(url).build());
  }

  /** Fills in the form with an action on the accounts' page, sends it, and follows the redirect. */
  Page submit(String action, Map<String, String> typed) throws IOException {
    Page answer = post(action, filledIn(action, "", typed));
    return answer.status() == 303 ? open(answer.header("Location")) : answer;
  }

  /** Presses the button of an account. */
  Page press(String action, String account) throws IOException {
    Page answer = post(action, filledIn(action, account, Map.of()));
    return answer.status() == 303 ? open(answer.header("Location")) : answer;
  }

  Page post(String action, Map<String, String> fields) throws IOException {
    FormBody.Builder body = new FormBody.Builder();
    fields.forEach(body::add);
    return post(action, body.build());
  }

  Page post(String action, RequestBody body) throws IOException {
    return send(new Request.Builder().url(url(action)).header("Origin", hub).post(body).build());
  }

  Page send(Request request) throws IOException {
    Request.Builder sent = request.newBuilder();
    cookie.ifPresent(value -> sent.header("Cookie", value));
    try (Response response = HTTP.newCall(sent.build()).execute()) {
      String set = response.header("Set-Cookie");
      if (set != null) {
        cookie = Optional.of(set.substring(0, set.indexOf(';')));
      }
      Page page = new Page(response.code(), response.headers(), response.body().string());
      pages.add(page);
      return page;
    }
  }

  /** The value of the form token on the accounts' page. */
  String formToken() throws IOException {
    return open().document().select("input[name=form]").attr("value");
  }

  /** All that it has seen. */
  List<Page> pages() {
    return pages;
  }

  HttpUrl url(String path) {
    return HttpUrl.get(hub + path);
  }

  private Map<String, String> filledIn(String action, String account, Map<String, String> typed)
      throws IOException {
    for (Element form : open().document().select("form[action=" + action + "]")) {
      Map<String, String> fields = new LinkedHashMap<>();
      form.select("input").forEach(input -> fields.put(input.attr("name"), input.val()));
      if (account.isEmpty() || account.equals(fields.get("account"))) {
        fields.putAll(typed);
        return fields;
      }
    }
    throw new AssertionError("The page has no form " + action + " " + account);
  }
}
