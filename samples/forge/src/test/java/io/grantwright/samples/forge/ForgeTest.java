package io.grantwright.samples.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.call.Download;
import io.grantwright.runtime.call.EventStream;
import io.grantwright.runtime.call.ServerEvent;
import io.grantwright.runtime.call.Upload;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A walk through the forge: each kind of operation once, on the wire. */
final class ForgeTest {
  private static final String ISSUE =
      "{\"number\":7,\"title\":\"t\",\"state\":\"open\",\"author\":\"ada\",\"labels\":[],"
          + "\"opened_at\":\"2031-05-04T03:02:01Z\"}";

  private final MockWebServer server = new MockWebServer();
  private ForgeClient forge = ForgeClient.builder().build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    forge.close();
    forge =
        ForgeClient.builder()
            .serverUrl(server.url("/api").toString())
            .bearer(() -> Secret.of("token"))
            .build();
  }

  @AfterEach
  void stop() {
    forge.close();
    server.close();
  }

  @Test
  void hasFortyOperationsAndMore() {
    assertThat(Stream.of(Forge.class.getMethods()).map(Method::getName))
        .hasSizeGreaterThanOrEqualTo(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void changesOneThingAndRemovesAnother() throws InterruptedException {
    json(ISSUE);

    Issue issue =
        forge.changeIssue(
            "ada", "engine", 7, Issue_ChangesCompanion.builder().title("t").clearDueOn().build());

    assertThat(issue.state()).isEqualTo(Issue.State.OPEN);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo("PATCH /api/repositories/ada/engine/issues/7 HTTP/1.1");
    assertThat(body(request)).isEqualTo("{\"title\":\"t\",\"due_on\":null}");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token");
  }

  @Test
  void goesThroughAllIssues() throws InterruptedException {
    json("{\"issues\":[" + ISSUE + "],\"next\":\"2\"}");
    json("{\"issues\":[" + ISSUE + "]}");
    Issue.Filter open =
        Issue_FilterCompanion.builder().label(List.of("a", "b")).state(Issue.State.OPEN).build();

    assertThat(forge.issues("ada", "engine", open)).extracting(Issue::number).containsExactly(7, 7);

    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/repositories/ada/engine/issues?state=open&label=a&label=b");
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/repositories/ada/engine/issues?state=open&label=a&label=b&cursor=2");
  }

  @Test
  void findsWhatANewerServerFinds() {
    json(
        "{\"found\":[{\"type\":\"person\",\"login\":\"ada\"},{\"type\":\"song\"}],"
            + "\"total\":2,\"pages\":1}");

    assertThat(forge.search("a", Optional.empty()))
        .containsExactly(new Hit.OfPerson("ada"), new Hit.Other("song"));
  }

  @Test
  void tellsAMergeThatIsDoneFromOneThatWillBe() {
    server.enqueue(new MockResponse.Builder().code(202).addHeader("Location", "/merges/1").build());

    Proposal.Merge merge = forge.merge("ada", "engine", 7, Optional.of("c0ffee"));

    assertThat(merge).isEqualTo(new Proposal.Merge.Queued(URI.create("/merges/1")));
  }

  @Test
  void addsFilesToARelease() throws InterruptedException {
    json("[{\"id\":1,\"name\":\"a.txt\",\"size\":1}]");

    assertThat(
            forge.addFiles(
                "ada",
                "engine",
                "v1",
                Optional.of("both"),
                List.of(
                    Upload.of("a".getBytes(UTF_8)).as("text/plain").named("a.txt"),
                    Upload.of("b".getBytes(UTF_8)).named("b.bin"))))
        .hasSize(1);

    assertThat(body(server.takeRequest()))
        .contains("name=\"note\"\r\n\r\nboth\r\n")
        .contains("name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\na\r\n")
        .contains("name=\"file\"; filename=\"b.bin\"");
  }

  @Test
  void downloadsAnArchive() throws IOException {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "application/zip").body("PK").build());

    try (Download archive = forge.archive("ada", "engine", Optional.of("v1"))) {
      assertThat(archive.stream().readAllBytes()).asString(UTF_8).isEqualTo("PK");
    }
  }

  @Test
  void watchesWhatHappens() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(
                "id: 1\ndata: {\"kind\":\"pushed\",\"branch\":\"main\",\"commit\":\"c0ffee\"}\n\n")
            .build());

    try (EventStream<Happening> happenings = forge.watch("ada", "engine", Optional.empty())) {
      assertThat(happenings)
          .containsExactly(
              new ServerEvent<>(
                  "message", Optional.of("1"), new Happening.Pushed("main", "c0ffee")));
    }
  }

  @Test
  void saysWhyNot() {
    server.enqueue(
        new MockResponse.Builder()
            .code(422)
            .addHeader("Content-Type", "application/problem+json")
            .body("{\"title\":\"Not valid\",\"fields\":[\"name\"]}")
            .build());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                forge.makeRepository(
                    Repository_NewCompanion.builder()
                        .name("")
                        .visibility(Repository.Visibility.PUBLIC)
                        .build()))
        .satisfies(e -> assertThat(e.body().fields()).contains(List.of("name")));
  }

  private void json(String body) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }
}
