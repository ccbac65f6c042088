package com.example.notes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.store.MemoryTokenStore;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import okhttp3.OkHttp;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/** Runs the README's code against a server of its own; any surprise ends it with an exception. */
public final class Application {
  private static final List<String> requests = new ArrayList<>();
  private static String origin = "";

  private Application() {}

  /** Where the servers of the examples are played. */
  static String server() {
    return origin;
  }

  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Application::answer);
    server.start();
    origin = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      printsTokensWithoutTheirValues();
      findsAServerByItsIssuer();
      triesAgain("RetryConfig", Clients.patient(Secret.of("notes-token")));
      triesAgain("Failsafe", Clients.withPolicy(Secret.of("notes-token")));
      staysLoggedIn();
      asksForItself();
      usesTheRetrofitOfTheApplication();
      new TitlesTest().takesTheFirstTitle();
      hasOneOkHttpAndNothingOfTheProcessor();
    } finally {
      server.stop(0);
    }
    System.out.println(
        "The README's code works on Java "
            + Runtime.version().feature()
            + (Application.class.getModule().isNamed()
                ? ", as a module."
                : ", on the class path."));
  }

  private static void printsTokensWithoutTheirValues() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Clients.printTokens("the-secret");
    } finally {
      System.setOut(console);
    }
    String text = printed.toString(StandardCharsets.UTF_8);
    check(text.contains("kb:read"), "Printed: " + text);
    check(!text.contains("access-token-value"), "Printed: " + text);
    expectRequests("POST /api/v1/oauth2/token");
  }

  private static void findsAServerByItsIssuer() {
    try (AuthorizationServerClient discovered = Clients.discovered()) {
      expectRequests("GET /.well-known/openid-configuration");
      discovered.revokeToken(RevocationRequest.builder().token(Secret.of("a-token")).build());
    }
    expectRequests("POST /tokens/revoke");
  }

  private static void triesAgain(String how, NotesClient notes) {
    try (notes) {
      Notes.Page page = notes.find("oauth");
      check(page.titles().equals(List.of("OAuth in a day")), how + " found " + page);
    }
    // The first answer is 503.
    expectRequests("GET /notes?q=oauth", "GET /notes?q=oauth");
  }

  private static void staysLoggedIn() {
    TokenResponse tokens =
        new TokenResponse(
            Secret.of("session-token"),
            "Bearer",
            Optional.of(3600L),
            Optional.of(Secret.of("refresh-token")),
            Optional.empty(),
            Optional.empty(),
            UnknownMembers.EMPTY);
    Granted granted =
        new Granted(tokens, Optional.empty(), Scope.of("notes:read"), Map.of(), Map.of());
    try (AuthorizationServerClient server = Clients.discovered();
        NotesClient notes = Logins.lasting(server, new MemoryTokenStore(), "alice", granted)) {
      check(notes.find("oauth").titles().size() == 1, "No notes.");
    }
    expectRequests("GET /.well-known/openid-configuration", "GET /notes?q=oauth");
  }

  private static void asksForItself() {
    try (AuthorizationServerClient server =
        AuthorizationServerClient.builder()
            .serverUrl(origin)
            .addresses(Discovery.of(origin).find())
            .clientAuthentication(ClientAuthentication.basic("my-service", Secret.of("secret")))
            .build()) {
      OAuthSession service = Logins.ofAService(server, new MemoryTokenStore());
      check(service.accessToken().reveal().equals("access-token-value"), "No token.");
      check(Logins.over(service).isComplete(), "The token was not taken back.");
    }
    expectRequests("GET /.well-known/openid-configuration", "POST /tokens");
  }

  private static void usesTheRetrofitOfTheApplication() {
    Retrofit retrofit =
        new Retrofit.Builder()
            .baseUrl(origin)
            .addConverterFactory(MoshiConverterFactory.create())
            .build();
    try (WordsClient words = WordsClient.builder().retrofit(retrofit).build()) {
      Word word = words.count("grant");
      check(word.text.equals("grant") && word.count == 7, word.text + " " + word.count);
    }
    expectRequests("GET /words/grant");
  }

  private static void hasOneOkHttpAndNothingOfTheProcessor() throws IOException {
    check(OkHttp.VERSION.startsWith("5."), "okhttp " + OkHttp.VERSION);
    List<String> okHttps = new ArrayList<>();
    for (String path :
        (System.getProperty("java.class.path", "")
                + File.pathSeparator
                + System.getProperty("jdk.module.path", ""))
            .split(File.pathSeparator)) {
      if (!path.endsWith(".jar")) {
        continue;
      }
      try (JarFile jar = new JarFile(path)) {
        if (jar.getEntry("okhttp3/OkHttpClient.class") != null) {
          okHttps.add(jar.getName());
        }
        for (String unwanted :
            List.of("com/palantir/javapoet/", "com/google/auto/", "io/grantwright/processor/")) {
          check(
              jar.stream().noneMatch(entry -> entry.getName().startsWith(unwanted)),
              jar.getName() + " has " + unwanted);
        }
      }
    }
    check(okHttps.size() == 1, "OkHttp is in " + okHttps);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    exchange.getRequestBody().readAllBytes();
    boolean first;
    synchronized (requests) {
      // What has no policies of its own is not refused.
      first =
          !requests.contains(request)
              && !"Bearer session-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
      requests.add(request);
    }
    String path = exchange.getRequestURI().getPath();
    String body =
        switch (path) {
          case "/api/v1/oauth2/token", "/tokens" ->
              "{\"access_token\":\"access-token-value\",\"token_type\":\"Bearer\","
                  + "\"expires_in\":3600,\"scope\":\"kb:read\"}";
          case "/.well-known/openid-configuration" ->
              ("{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/authorize\","
                      + "\"token_endpoint\":\"%1$s/tokens\","
                      + "\"revocation_endpoint\":\"%1$s/tokens/revoke\"}")
                  .formatted(origin);
          case "/tokens/revoke" -> "{}";
          case "/notes" -> first ? "" : "{\"titles\":[\"OAuth in a day\"]}";
          case "/words/grant" -> "{\"text\":\"grant\",\"count\":7}";
          default -> "";
        };
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(body.isEmpty() ? 503 : 200, body.isEmpty() ? -1 : body.length());
    exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static void expectRequests(String... expected) {
    synchronized (requests) {
      check(requests.equals(List.of(expected)), "Requests: " + requests);
      requests.clear();
    }
  }

  private static void check(boolean holds, String found) {
    if (!holds) {
      throw new IllegalStateException(found);
    }
  }
}
