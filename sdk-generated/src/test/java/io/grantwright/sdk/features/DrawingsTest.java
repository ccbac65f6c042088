package io.grantwright.sdk.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.json.Maybe;
import io.grantwright.runtime.json.UnknownMembers;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What resources send and read: unions, null and nothing, and dates. */
final class DrawingsTest {
  private final MockWebServer server = new MockWebServer();
  private DrawingsClient drawings =
      DrawingsClient.builder().serverUrl("https://example.com").build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    drawings.close();
    drawings = DrawingsClient.builder().serverUrl(server.url("/").toString()).build();
  }

  @AfterEach
  void stop() {
    drawings.close();
    server.close();
  }

  @Test
  void readsTheVariantsOfAUnion() {
    answer(
        "[{\"radius\":2,\"kind\":\"disc\",\"x\":1},{\"kind\":\"one_point\"},"
            + "{\"shapes\":[{\"kind\":\"one_point\"}],\"kind\":\"group\"}]");

    List<Shape> shapes = drawings.shapes("1");

    assertThat(shapes.get(0))
        .isInstanceOfSatisfying(
            Shape.Circle.class,
            circle -> {
              assertThat(circle.radius()).isEqualTo(2);
              assertThat(circle.rest().names()).containsExactly("x");
            });
    assertThat(shapes.subList(1, 3))
        .containsExactly(new Shape.OnePoint(), new Shape.Group(List.of(new Shape.OnePoint())));
  }

  @Test
  void keepsAVariantThatIsNotKnown() {
    answer("{\"kind\":\"spiral\",\"note\":\"new\"}");

    assertThat(drawings.shape("1")).isEqualTo(new Shape.Other("spiral", Optional.of("new")));
  }

  @Test
  void refusesAVariantThatNobodyTakes() {
    answer("{\"is\":\"chalk\"}");
    answer("{}");
    answer("{\"is\":7}");
    answer("[]");

    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.pen("1"))
        .withMessageContaining("expected a Pen (brush, pencil) at $.is, found another string")
        .satisfies(e -> assertThat(e.path()).isEqualTo("$.is"));
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.pen("1"))
        .withMessageContaining("expected a Pen (brush, pencil) at $.is, found none");
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.pen("1"))
        .withMessageContaining("expected a string at $.is, found a number");
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.pen("1"))
        .withMessageContaining("expected an object at $, found an array");
  }

  @Test
  void saysWhereInAUnionAValueIsMissing() {
    answer("[{\"kind\":\"group\",\"shapes\":[{\"kind\":\"circle\"}]}]");

    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.shapes("1"))
        .withMessageContaining("expected a value at $[0].shapes[0].radius, found none");
  }

  @Test
  void sendsWhatTellsAVariantApart() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      answer("");
    }
    Shape.Circle circle = new Shape.Circle(2, UnknownMembers.EMPTY);

    drawings.add("1", circle);
    drawings.addCircle("1", circle);
    drawings.replace("1", List.of(new Shape.OnePoint(), new Shape.Group(List.of(circle))));
    drawings.add("1", new Shape.Other("spiral", Optional.empty()));

    assertThat(body(server.takeRequest())).isEqualTo("{\"kind\":\"circle\",\"radius\":2.0}");
    assertThat(body(server.takeRequest())).isEqualTo("{\"kind\":\"circle\",\"radius\":2.0}");
    assertThat(body(server.takeRequest()))
        .isEqualTo(
            "[{\"kind\":\"one_point\"},"
                + "{\"kind\":\"group\",\"shapes\":[{\"kind\":\"circle\",\"radius\":2.0}]}]");
    assertThat(body(server.takeRequest())).isEqualTo("{\"kind\":\"spiral\"}");
  }

  @Test
  void tellsNullFromNothingWhenItSends() throws InterruptedException {
    answer("{}");
    answer("{}");
    answer("{}");

    drawings.change("1", Drawings_ChangesCompanion.builder().build());
    drawings.change(
        "1", Drawings_ChangesCompanion.builder().clearTitle().clearFrame().size(3).build());
    drawings.change(
        "1",
        Drawings_ChangesCompanion.builder()
            .title("t")
            .tags(List.of())
            .frame(new Shape.OnePoint())
            .build());

    assertThat(body(server.takeRequest())).isEqualTo("{}");
    assertThat(body(server.takeRequest())).isEqualTo("{\"title\":null,\"frame\":null,\"size\":3}");
    assertThat(body(server.takeRequest()))
        .isEqualTo("{\"title\":\"t\",\"tags\":[],\"frame\":{\"kind\":\"one_point\"}}");
  }

  @Test
  void tellsNullFromNothingWhenItReads() {
    answer("{\"title\":null}");
    answer("{\"title\":\"t\",\"due\":\"2031-05-04\"}");
    Drawings.Changes none = Drawings_ChangesCompanion.builder().build();

    Drawings.Details first = drawings.change("1", none);
    Drawings.Details second = drawings.change("1", none);

    assertThat(first.title().isNull()).isTrue();
    assertThat(first.due().isMissing()).isTrue();
    assertThat(first.due().value()).isEmpty();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> first.due().get())
        .withMessage("The member is missing: ask isPresent() before.");
    assertThat(second)
        .isEqualTo(new Drawings.Details(Maybe.of("t"), Maybe.of(LocalDate.of(2031, 5, 4))));
    assertThat(second.due().get()).isEqualTo("2031-05-04");
  }

  @Test
  void sendsAndReadsDates() throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .addHeader("Last-Modified", "Sun, 04 May 2031 03:02:01 GMT")
            .body(
                "{\"made\":\"2031-05-04T03:02:01+01:00\",\"drawn\":\"2031-05-04T03:02:01+01:00\","
                    + "\"day\":\"2031-05-04\",\"local\":\"2031-05-04T03:02\"}")
            .build());
    Instant moment = Instant.parse("2031-05-04T03:02:01Z");

    Drawings.Dated dated =
        drawings.find(
            moment,
            Optional.of(LocalDate.of(2031, 5, 4)),
            List.of(OffsetDateTime.parse("2031-05-04T03:02:00+01:00")),
            LocalDateTime.of(2031, 5, 4, 3, 2),
            moment);

    assertThat(dated)
        .isEqualTo(
            new Drawings.Dated(
                Optional.of(moment),
                Instant.parse("2031-05-04T02:02:01Z"),
                OffsetDateTime.parse("2031-05-04T03:02:01+01:00"),
                LocalDate.of(2031, 5, 4),
                LocalDateTime.of(2031, 5, 4, 3, 2)));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo(
            "GET /drawings?since=2031-05-04T03%3A02%3A01Z&day=2031-05-04"
                + "&at=2031-05-04T03%3A02%3A00%2B01%3A00&local=2031-05-04T03%3A02%3A00 HTTP/1.1");
    assertThat(request.getHeaders().get("If-Modified-Since"))
        .isEqualTo("Sun, 04 May 2031 03:02:01 GMT");
  }

  @Test
  void refusesADateThatIsNone() {
    answer("{\"due\":\"tomorrow\"}");

    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.change("1", Drawings_ChangesCompanion.builder().build()))
        .withMessageContaining("expected a date at $.due, found another string");
  }

  @Test
  void showsKotlinWhatMayBeNull() throws NoSuchMethodException {
    assertThat(DrawingsClient.class).hasAnnotation(NullMarked.class);
    assertThat(
            DrawingsClient.class
                .getMethod("byNumber", Integer.class, CallOptions.class)
                .getAnnotatedParameterTypes()[0]
                .isAnnotationPresent(Nullable.class))
        .isTrue();
  }

  private void answer(String json) {
    MockResponse.Builder answer = new MockResponse.Builder().code(json.isEmpty() ? 204 : 200);
    server.enqueue(
        json.isEmpty()
            ? answer.build()
            : answer.addHeader("Content-Type", "application/json").body(json).build());
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }
}
