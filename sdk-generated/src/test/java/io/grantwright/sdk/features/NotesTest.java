package io.grantwright.sdk.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.call.Answer;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.OpenEnum;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the generated client of {@link Notes} sends, byte for byte, and what it reads. */
final class NotesTest {
  private static final String NOTE =
      "{\"note_id\":7,\"title\":\"t\",\"color\":\"dark-red\",\"authors\":[\"a\",\"b\"],\"parts\":[]}";

  private final MockWebServer server = new MockWebServer();
  private NotesClient notes = NotesClient.builder().serverUrl("https://example.com").build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    notes.close();
    notes = NotesClient.builder().serverUrl(server.url("/api/").toString()).build();
  }

  @AfterEach
  void stop() {
    notes.close();
    server.close();
  }

  @Test
  void fillsThePathWithOneEncodedSegmentEach() throws InterruptedException {
    answer("{\"text\":\"x\"}");

    assertThat(notes.part(7, "a/b c+ä")).isEqualTo(new Note.Part("x", Optional.empty()));

    assertThat(sent().getRequestLine())
        .isEqualTo("GET /api/v1/notes/7/a%2Fb%20c%2B%C3%A4 HTTP/1.1");
  }

  @Test
  void sendsTheQueryInTheOrderOfTheParameters() throws InterruptedException {
    answer("[{\"text\":\"x\",\"color\":\"blue!\"}]");

    List<Note.Part> found =
        notes.find(
            "a&b",
            Optional.of(5),
            true,
            List.of("x", "y z"),
            List.of(Color.BLUE, Color.DARK_RED),
            Optional.of(OpenEnum.of("green", ColorCompanion.NAMES)),
            "key");

    assertThat(found).containsExactly(new Note.Part("x", Optional.of(Color.BLUE)));
    assertThat(sent().getRequestLine())
        .isEqualTo(
            "GET /api/v1/notes?q=a%26b&page_size=5&archived=true&tag=x&tag=y%20z"
                + "&colors=blue%21%2Cdark-red&not_color=green&view_key=key HTTP/1.1");
  }

  @Test
  void leavesOutWhatIsAbsent() throws InterruptedException {
    answer("[]");

    notes.find("a", Optional.empty(), null, List.of(), List.of(), Optional.empty(), "key");

    assertThat(sent().getRequestLine())
        .as("a list of none, joined or not, is absent as well")
        .isEqualTo("GET /api/v1/notes?q=a&view_key=key HTTP/1.1");
  }

  @Test
  void tellsOverloadsApart() throws InterruptedException {
    answer("[]");
    answer("[]");
    CallOptions options = CallOptions.builder().header("X-Call", "this").build();

    notes.find("a");
    notes.find("b", options);

    assertThat(sent().getHeaders().get("X-Call")).isNull();
    RecordedRequest second = sent();
    assertThat(second.getRequestLine()).isEqualTo("GET /api/v1/notes?q=b HTTP/1.1");
    assertThat(second.getHeaders().get("X-Call")).isEqualTo("this");
    assertThat(NotesClient.Endpoints.FIND_WORD)
        .isNotEqualTo(NotesClient.Endpoints.FIND_WORD_OPTIONS);
  }

  @Test
  void spreadsAGroupOverQueryAndHeaders() throws InterruptedException {
    answer("{\"first\":{\"text\":\"x\"}}");
    NoteQuery query =
        NoteQueryCompanion.builder()
            .fullText("words")
            .tags(List.of("x", "y"))
            .color(OpenEnum.of(Color.BLUE, ColorCompanion.NAMES))
            .authors(List.of("me", "you"))
            .pageSize(3)
            .language("fr")
            .build();

    assertThat(notes.search(query, Optional.of("trace")))
        .isEqualTo(Map.of("first", new Note.Part("x", Optional.empty())));

    RecordedRequest request = sent();
    assertThat(request.getRequestLine())
        .isEqualTo(
            "GET /api/v1/search?fixed=a%20b&FULL_TEXT=words&COLOR=blue%21&TAGS=x&TAGS=y"
                + "&AUTHORS=me%7Cyou&PAGE_SIZE=3 HTTP/1.1");
    assertThat(request.getHeaders().get("Accept-Language")).isEqualTo("fr");
    assertThat(request.getHeaders().get("X-Trace")).isEqualTo("trace");
    assertThat(request.getHeaders().get("X-App")).isEqualTo("features");
  }

  @Test
  void sendsNothingOfAGroupThatIsAbsent() throws InterruptedException {
    answer("{\"notes\":2,\"drafts\":{\"draft\":1}}");

    assertThat(notes.count(Optional.empty())).isEqualTo(new Notes.Counted(2, new Notes.Draft(1)));

    assertThat(sent().getRequestLine()).isEqualTo("GET /api/v1/count HTTP/1.1");
  }

  @Test
  void sendsAForm() throws InterruptedException {
    answer(NOTE);

    notes.add(
        "t&t",
        Optional.of("é"),
        List.of(1, 2),
        List.of("read", "write"),
        true,
        1.5,
        Secret.of("s3cret"),
        "k3y");

    RecordedRequest request = sent();
    assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/notes HTTP/1.1");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(request.getHeaders().get("api_key")).isEqualTo("k3y");
    assertThat(body(request))
        .isEqualTo(
            "kind=note+%26+more&title=t%26t&text=%C3%A9&pages=1&pages=2&scopes=read+write"
                + "&is_pinned=true&weight=1.5&password=s3cret");
  }

  @Test
  void sendsABuiltRecordAsAFormOrAsJson() throws InterruptedException {
    answer("");
    answer("");
    NewNote note =
        newNote().password(Secret.of("s3cret")).tags(List.of("x", "y")).reviewer("r").build();

    notes.addAll(note);
    notes.with(CallOptions.builder().bodyFormat(BodyFormat.JSON).build()).addAll(note);

    assertThat(body(sent()))
        .isEqualTo(
            "title=t&text=x&color=blue%21&pinned=false&rank=1&size=2&weight=0.5"
                + "&source=https%3A%2F%2Fexample.com%2F&pass=s3cret&tags=x&tags=y&reviewer=r");
    assertThat(body(sent()))
        .isEqualTo(
            "{\"title\":\"t\",\"text\":\"x\",\"color\":\"blue!\",\"pinned\":false,\"rank\":1,"
                + "\"size\":2,\"weight\":0.5,\"source\":\"https://example.com/\","
                + "\"pass\":\"s3cret\",\"tags\":[\"x\",\"y\"],\"reviewer\":\"r\"}");
  }

  @Test
  void checksInBuildWhatHasNoStage() {
    NewNoteCompanion.Builder withoutTags = newNote().password(Secret.of("s3cret"));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(withoutTags::build)
        .withMessage("NewNote needs tags: call tags(...) before build().");
  }

  @Test
  void sendsTheMembersOfAJsonObject() throws InterruptedException {
    answer("{\"any\":[1,null]}");

    Object result =
        notes.change(
            7,
            Color.DARK_RED,
            -1,
            Optional.of(false),
            URI.create("https://example.com/a?b"),
            List.of("x", "y"));

    assertThat(result).asString().isEqualTo("{any=[1, null]}");
    RecordedRequest request = sent();
    assertThat(request.getRequestLine()).isEqualTo("PATCH /api/v1/notes/7 HTTP/1.1");
    assertThat(body(request))
        .isEqualTo(
            "{\"kind\":\"patch\",\"colour\":\"dark-red\",\"rank\":-1,\"pinned\":false,"
                + "\"source\":\"https://example.com/a?b\",\"tags\":\"x+y\"}");
  }

  @Test
  void sendsTheComponentsOfAGroupToTheirPlaces() throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .code(200)
            .addHeader("ETag", "v2")
            .addHeader("Content-Type", "application/json")
            .body("{\"shelf\":\"new\"}")
            .build());

    MoveOutcome outcome =
        notes.move(
            MoveCompanion.builder()
                .shelf("old")
                .match("v1")
                .to("new")
                .dryRun(true)
                .steps(List.of(new Note.Part("s", Optional.of(Color.BLUE))))
                .build());

    assertThat(outcome).isEqualTo(new MoveOutcome.Moved("v2", "new"));
    RecordedRequest request = sent();
    assertThat(request.getRequestLine())
        .isEqualTo("POST /api/v1/shelves/old/move?dry-run=true HTTP/1.1");
    assertThat(request.getHeaders().get("If-Match")).isEqualTo("v1");
    assertThat(body(request))
        .isEqualTo("{\"target\":\"new\",\"steps\":[{\"text\":\"s\",\"color\":\"blue!\"}]}");
  }

  @Test
  void readsARedirectAsAResult() {
    server.enqueue(
        new MockResponse.Builder()
            .code(303)
            .addHeader("Location", "/there")
            .addHeader("Retry-After", "5")
            .build());

    assertThat(notes.move(move()))
        .isEqualTo(new MoveOutcome.Elsewhere(URI.create("/there"), Optional.of(5L)));
  }

  @Test
  void readsAStatusWithoutABodyAsAResult() {
    server.enqueue(new MockResponse.Builder().code(202).build());

    assertThat(notes.move(move())).isEqualTo(new MoveOutcome.Accepted());
  }

  @Test
  void discardsTheBodyThatAStatusByItselfHas() {
    server.enqueue(
        new MockResponse.Builder()
            .code(202)
            .addHeader("Content-Type", "text/plain")
            .body("queued")
            .build());

    assertThat(notes.move(move())).isEqualTo(new MoveOutcome.Accepted());
  }

  @Test
  void missesARequiredHeader() {
    server.enqueue(new MockResponse.Builder().code(302).build());

    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> notes.move(move()))
        .withMessageContaining("expected a header Location, found none");
  }

  @Test
  void readsEveryKindOfComponent() {
    answer(
        "{\"note_id\":7,\"headline\":\"t\",\"color\":\"green\",\"authors\":\"a\","
            + "\"labels\":\"x,y\",\"ratings\":{\"me\":5},"
            + "\"parts\":[{\"text\":\"p\",\"color\":\"dark-red\"}],\"password\":\"s3cret\","
            + "\"source\":\"https://example.com/\",\"weight\":0.5,\"extra\":[true],"
            + "\"new\":{\"a\":1}}");

    Note note = notes.get(7L);

    assertThat(note)
        .isEqualTo(
            new Note(
                7,
                "t",
                OpenEnum.of("green", ColorCompanion.NAMES),
                List.of("a"),
                Optional.of(List.of("x", "y")),
                Optional.of(Map.of("me", 5)),
                List.of(new Note.Part("p", Optional.of(Color.DARK_RED))),
                Optional.of(Secret.of("s3cret")),
                URI.create("https://example.com/"),
                0.5,
                Optional.of(List.of(true)),
                UnknownMembers.ofMap(Map.of("new", Map.of("a", 1L)))));
    assertThat(note.color().known()).isEmpty();
    assertThat(note.toString()).doesNotContain("s3cret");
  }

  @Test
  void writesUnknownMembersBack() throws InterruptedException {
    answer(NOTE.replace("}", ",\"new\":[1,null],\"other\":\"o\"}"));
    answer("");

    notes.put(7L, notes.get(7L));

    assertThat(sent().getRequestLine()).isEqualTo("GET /api/v1/things/7 HTTP/1.1");
    RecordedRequest request = sent();
    assertThat(request.getRequestLine()).isEqualTo("PUT /api/v1/things/7 HTTP/1.1");
    assertThat(body(request)).isEqualTo(NOTE.replace("}", ",\"new\":[1,null],\"other\":\"o\"}"));
  }

  @Test
  void prefersANameToItsAliases() {
    answer(NOTE.replace("{\"note", "{\"name\":\"old\",\"headline\":\"older\",\"note"));

    assertThat(notes.get(7L).title()).isEqualTo("t");
  }

  @Test
  void saysWhereAnAnswerDoesNotFit() {
    answer(NOTE.replace("[]", "[{\"text\":\"a\"},{\"text\":5}]"));

    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> notes.get(7L))
        .satisfies(e -> assertThat(e.path()).isEqualTo("$.parts[1].text"))
        .withMessageContaining("expected a string at $.parts[1].text, found a number");
  }

  @Test
  void sendsAListOrAMapAsTheWholeBody() throws InterruptedException {
    answer("");
    answer("");

    notes.putParts(List.of(new Note.Part("a", Optional.empty())));
    notes.putRanks(Map.of("a", 1L));

    assertThat(body(sent())).isEqualTo("[{\"text\":\"a\"}]");
    assertThat(body(sent())).isEqualTo("{\"a\":1}");
  }

  @Test
  void throwsTheExceptionOfADeclaredFailure() {
    server.enqueue(failure(404, "application/json"));

    assertThatExceptionOfType(NoteProblemException.class)
        .isThrownBy(() -> notes.get(7L))
        .satisfies(e -> assertThat(e.body()).isEqualTo(new NoteProblem("gone", Optional.of(60L))))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  @SuppressWarnings("deprecation") // What is deprecated works.
  void declaresFailuresByStatusAndContentType() {
    server.enqueue(failure(503, "application/problem+json"));
    server.enqueue(failure(503, "application/json"));

    assertThatExceptionOfType(NoteProblemException.class).isThrownBy(() -> notes.remove(7));
    assertThatExceptionOfType(CallException.class)
        .isThrownBy(() -> notes.remove(7))
        .isNotInstanceOf(NoteProblemException.class);
  }

  @Test
  void saysThatADeclaredFailureCameAsAnotherContentType() {
    server.enqueue(failure(404, "application/problem+json"));

    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> notes.get(7L))
        .withMessage(
            "NotesOfAll.get answered with status 404: JSON without a member that may be shown."
                + " A failure is declared for it, but as application/json, and this is"
                + " application/problem+json: see contentType of @Fails.");
  }

  @Test
  void saysThatTheBodyOfADeclaredFailureDoesNotFit() {
    server.enqueue(
        new MockResponse.Builder()
            .code(404)
            .addHeader("Content-Type", "application/json")
            .body("{\"Until\":60}")
            .build());

    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> notes.get(7L))
        .withMessage(
            "NotesOfAll.get answered with status 404: JSON without a member that may be shown."
                + " A failure is declared for it, but the body does not fit: expected a value at"
                + " $.ProblemCode, found none. Compare its record with what the server sends.");
  }

  @Test
  void saysNothingOfADeclaredFailureWhereAPageCame() {
    server.enqueue(
        new MockResponse.Builder()
            .code(404)
            .addHeader("Content-Type", "text/html")
            .body("<title>Nothing here</title>")
            .build());

    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> notes.get(7L))
        .withMessage(
            "NotesOfAll.get answered with status 404: a page titled \"Nothing here\". Check the"
                + " server's URL and the path.");
  }

  @Test
  void keepsADeprecatedMethodDeprecated() throws NoSuchMethodException {
    for (Class<?> type :
        List.of(NotesClient.class, NotesClient.Async.class, NotesClient.Raw.class)) {
      assertThat(type.getMethod("remove", long.class).isAnnotationPresent(Deprecated.class))
          .as(type.getSimpleName())
          .isTrue();
    }
  }

  @Test
  void triesAgainAndGoesToTheRootAsDeclared() throws InterruptedException {
    server.enqueue(failure(503, "application/json"));
    answer("{\"note\":0.25}");

    assertThat(notes.priceList()).isEqualTo(new Notes.Prices(0.25));

    assertThat(sent().getRequestLine()).isEqualTo("GET /.well-known/prices HTTP/1.1");
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(NotesClient.Endpoints.PRICE_LIST.attemptTimeout()).contains(Duration.ofSeconds(2));
    assertThat(NotesClient.Endpoints.PRICE_LIST.totalTimeout()).contains(Duration.ofSeconds(90));
  }

  @Test
  void makesALinkAndSendsNothing() {
    assertThat(notes.show(7, Optional.of("a b")))
        .isEqualTo(server.url("/api/v1/show?note_id=7&anchor=a%20b").toString());
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void setsAPathVariable() throws InterruptedException {
    answer("[]");
    try (NotesClient second =
        NotesClient.builder().serverUrl(server.url("/").toString()).version("v2/beta").build()) {
      second.find("a");
    }

    assertThat(sent().getRequestLine()).isEqualTo("GET /v2/beta/notes?q=a HTTP/1.1");
  }

  @Test
  void takesParametersWithTheNamesOfItsOwnVariables() throws InterruptedException {
    answer("");

    notes.names("1", "2", "3", "4", "5");

    assertThat(sent().getRequestLine())
        .isEqualTo("GET /api/v1/names?operations=1&options=2&draft=3&element=4&joined=5 HTTP/1.1");
  }

  @Test
  void refusesNullWhereItIsNotAllowed() {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> notes.find(absent()))
        .withMessage("word");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void answersByFuturesAndWithStatus() throws ExecutionException, InterruptedException {
    answer("{\"text\":\"x\"}");
    answer("{\"text\":\"y\"}");

    assertThat(notes.async().part(1, "a").get().text()).isEqualTo("x");
    Answer<Note.Part> answer = notes.raw().part(1, "a");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"text\":\"y\"}");
    assertThat(answer.body()).isEqualTo(new Note.Part("y", Optional.empty()));
  }

  @Test
  @SuppressWarnings("deprecation") // What is deprecated works.
  void takesAMethodWithTheNameOfItsOwnField() throws InterruptedException {
    answer("{\"note\":0.25}");

    assertThat(notes.pipeline()).isEqualTo(new Notes.OldPrices(0.25));

    assertThat(sent().getRequestLine()).isEqualTo("GET /api/v1/pipeline HTTP/1.1");
  }

  @Test
  void keepsDefaultMethods() {
    assertThat(notes.twice(21)).isEqualTo(42);
  }

  @Test
  void servesADescriptorThatOnlyItsPackageSees() throws InterruptedException {
    answer("{\"title\":\"b\"}");
    try (Shelf_BooksClient books =
        Shelf_BooksClient.builder().serverUrl(server.url("/").toString()).build()) {
      assertThat(books.book("1").title()).isEqualTo("b");
    }
    assertThat(sent().getRequestLine()).isEqualTo("GET /books/1 HTTP/1.1");
  }

  private static NewNoteCompanion.Builder newNote() {
    return NewNote.builder()
        .title("t")
        .text("x")
        .color(Color.BLUE)
        .pinned(false)
        .rank(1)
        .size(2)
        .weight(0.5)
        .source(URI.create("https://example.com/"));
  }

  private static Move move() {
    return MoveCompanion.builder().shelf("old").match("v1").to("new").build();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // The mistake of a caller.
  private static <T> T absent() {
    return null;
  }

  private void answer(String json) {
    MockResponse.Builder answer = new MockResponse.Builder().code(json.isEmpty() ? 204 : 200);
    server.enqueue(
        json.isEmpty()
            ? answer.build()
            : answer.addHeader("Content-Type", "application/json").body(json).build());
  }

  private static MockResponse failure(int status, String contentType) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", contentType)
        .body("{\"ProblemCode\":\"gone\",\"Until\":60}")
        .build();
  }

  private RecordedRequest sent() throws InterruptedException {
    return server.takeRequest();
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }
}
