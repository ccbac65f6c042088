package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What documents say of a provider that differs from the standards: what is on its wire. */
final class DeviatingWireTest {
  private static final String CLIENT =
      """
      @SdkClient(server = "https://id.example.com")
      @Address(role = Role.TOKEN, value = "token")
      @Address(role = Role.AUTHORIZATION, value = "authorize")
      @Renamed(name = "code", to = "auth_code", in = Renamed.Message.REQUEST, at = Role.TOKEN)
      @Renamed(name = "scope", to = "scopes")
      @Renamed(name = "error", to = "fault", in = Renamed.Message.ERROR)
      @Omitted({"response_type", "grant_type", "state"})
      @Wrapped("body.data")
      @Textual("expires_in")
      @TokenTypes(missing = true, bearer = "user")
      @Lifetime(unit = Lifetime.Unit.MILLISECONDS, missing = 60, refreshWindow = 5)
      @Scopes(request = ",", answer = ";", listed = true)
      @AnsweredAs("text/plain")
      @ErrorsInSuccess(none = "0")
      @ErrorCode(value = "gone", status = "4XX", as = ErrorCode.Meaning.INVALID_GRANT)
      public interface Client {
        @Link @At(Role.AUTHORIZATION) @Get
        @Constant(name = "response_type", value = "code", in = Constant.Place.QUERY)
        String link(@Query String scope, @Query Optional<String> state);

        @Post @At(Role.TOKEN) @FormBody
        @Constant(name = "grant_type", value = "authorization_code")
        @Fails(status = "4XX", as = OAuthError.class)
        @Fails(status = "500", as = Broken.class)
        Tokens exchange(Exchange exchange, @Query Optional<String> scope);
      }
      """;

  private static final List<String> MODELS =
      List.of(
          "@Model(request = true) public record Exchange(String code, Optional<String> state, String verifier) {}",
          """
          @Model @Naming(Naming.Case.SNAKE) public record Tokens(
              String accessToken, String tokenType, long expiresIn, Optional<String> scope) {}
          """,
          "@Model(failure = true) public record Broken(String error) {}");

  @TempDir private Path directory;

  private static List<JavaFileObject> sources(String client) {
    List<JavaFileObject> sources = new ArrayList<>();
    sources.add(Compile.source("Client", client));
    for (String model : MODELS) {
      String name = model.replaceAll("(?s).* record (\\w+).*", "$1");
      sources.add(Compile.source(name, model));
    }
    return sources;
  }

  /** With nothing but javac: what is generated does not compile without the runtime. */
  private String written(String ending) throws IOException {
    List<JavaFileObject> all = new ArrayList<>(RuntimeStubs.all());
    all.addAll(sources(CLIENT));
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                ignored -> {},
                List.of("-parameters", "-proc:only", "-d", directory.toString()),
                null,
                all);
    task.setProcessors(List.of(new DescriptorProcessor()));
    task.call();
    return Files.readString(directory.resolve("META-INF/grantwright/example.Client" + ending));
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    return text.substring(from, text.indexOf(end, from + start.length()));
  }

  @Test
  void hasTheProvidersNamesInRequestsOfTheDocument() throws IOException {
    assertThat(compact(between(written(".openapi.json"), "\"parameters\"", "\"responses\"")))
        .isEqualTo(
            """
            "parameters":[{"name":"scopes","in":"query","required":false,"schema":{"type":"string"}}],\
            "requestBody":{"required":true,"content":{"application/x-www-form-urlencoded":\
            {"schema":{"type":"object",\
            "properties":{"auth_code":{"type":"string"},"verifier":{"type":"string"}},\
            "required":["auth_code","verifier"]}}}},""");
  }

  @Test
  void hasTheProvidersNamesInAnswersOfTheDocument() throws IOException {
    String answer =
        """
        {"schema":{"type":"object","properties":{"body":\
        {"type":"object","properties":{"data":\
        {"type":"object","properties":{\
        "access_token":{"type":"string"},\
        "token_type":{"type":"string"},\
        "expires_in":{"type":"string"},\
        "scopes":{"type":"array","items":{"type":"string"}}},\
        "required":["access_token"]}},\
        "required":["data"]}},\
        "required":["body"]}}""";

    assertThat(compact(between(written(".openapi.json"), "\"2XX\"", "\"4XX\"")))
        .isEqualTo(
            "\"2XX\":{\"description\":\"Success.\",\"content\":{\"application/json\":"
                + answer
                + ",\"text/plain\":"
                + answer
                + "}},");
  }

  /** A provider with a name of its own for the code may number its errors. */
  @Test
  void hasTheProvidersNamesInErrorsOfTheDocument() throws IOException {
    assertThat(compact(written(".openapi.json")))
        .contains(
            """
            "properties":{"fault":{},\
            "error_description":{"type":"string"},"error_uri":{"type":"string"}},\
            "required":["fault"]""")
        .contains("\"properties\":{\"fault\":{\"type\":\"string\"}},\"required\":[\"fault\"]");
  }

  private static String compact(String json) {
    return json.replaceAll("\\s*\\n\\s*", "").replace("\": ", "\":").strip();
  }

  @Test
  void hasTheProvidersNamesOnThePage() throws IOException {
    String page = written(".md");

    assertThat(between(page, "## link", "### Example"))
        .isEqualTo(
            """
            ## link

            `GET` at the address of `AUTHORIZATION`.

            ### Deviations

            The provider differs from the standards here:

            * `scope` is `scopes` in the request.
            * `scope` is `scopes` in the callback.
            * Not sent: `response_type`, `grant_type`, `state`.
            * Scopes are sent with `,` between them.

            """);
    assertThat(between(page, "| `scope`", "### Response"))
        .isEqualTo(
            """
            | `scope` | query, as `scopes` | `String` | yes |  |  |
            | `state` | not sent | `String` | no |  |  |
            | `response_type` | not sent | constant | never |  | `code` |

            """);
    assertThat(between(page, "## exchange", "## Types"))
        .startsWith(
            """
            ## exchange

            `POST` at the address of `TOKEN`; body as a form.

            ### Deviations

            The provider differs from the standards here:

            * `code` is `auth_code` in the request.
            * `scope` is `scopes` in the request.
            * `scope` is `scopes` in the answer.
            * `scope` is `scopes` in errors.
            * `error` is `fault` in errors.
            * Not sent: `response_type`, `grant_type`, `state`.
            * The answer stands in `body.data`.
            * Texts: `expires_in`.
            * `user` means a bearer token.
            * No `token_type` means a bearer token.
            * `expires_in` counts milliseconds.
            * Without `expires_in`, a token lives 60 seconds.
            * Tokens are refreshed in the last 5 seconds of their life.
            * Scopes are sent with `,` between them.
            * Scopes come with `;` between them.
            * Scopes come as a list.
            * Answers may also be of type `text/plain`.
            * An answer of success with `fault` other than `0` is a failure.
            * `gone` with status 4XX means `invalid_grant`.

            ### Example
            """)
        .contains("| `exchange.code` | body, as `auth_code` | `String` | yes |  |  |");
  }

  @Test
  void agreesWithItsOwnDocument() throws IOException {
    assertThat(messages(written(".openapi.json"))).isEmpty();
  }

  /** Else agreeing would mean nothing. */
  @Test
  void disagreesWithADocumentInTheStandardNames() throws IOException {
    String standard = written(".openapi.json").replace("auth_code", "code");

    assertThat(messages(standard))
        .containsExactly(
            "1 code: [GW127] Field \"auth_code\" is sent, and own.json does not know it. Correct or"
                + " remove it; see line 30 of own.json"
                + " (#/paths/~1token/post/requestBody/content/application~1x-www-form-urlencoded/schema)."
                + " Did you mean \"code\"?",
            "25 exchange: [GW129] own.json requires field \"code\", which exchange does not send. Send"
                + " it with each request; see line 33 of own.json"
                + " (#/paths/~1token/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/code).");
  }

  private List<String> messages(String document) {
    String described =
        CLIENT.replace("public interface", "@DescribedBy(\"own.json\") public interface");
    return Compile.messages(
        new Documents(directory).with("own.json", document).compile(sources(described)));
  }
}
