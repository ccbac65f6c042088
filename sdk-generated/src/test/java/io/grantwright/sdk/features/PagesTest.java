package io.grantwright.sdk.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.call.Pages;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages, and requests that may be sent again because they have a key. */
final class PagesTest {
  private final MockWebServer server = new MockWebServer();
  private DrawingsClient drawings =
      DrawingsClient.builder().serverUrl("https://example.com").build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    drawings.close();
    drawings = client(() -> 0x0123_4567_89ab_cdefL);
  }

  @AfterEach
  void stop() {
    drawings.close();
    server.close();
  }

  @Test
  void goesThroughPagesByTheirCursor() throws InterruptedException {
    answer("{\"titles\":[\"a\",\"b\"],\"next\":\"n&1\"}");
    answer("{\"titles\":[],\"next\":\"2\"}");
    answer("{\"titles\":[\"c\"],\"next\":\"\"}");

    Pages<Drawings.DrawingPage, String> pages = drawings.byCursor(Optional.of("0"), Optional.of(2));

    assertThat(server.getRequestCount()).isZero();
    assertThat(pages).containsExactly("a", "b", "c");
    assertThat(path()).isEqualTo("/lists/cursor?cursor=0&size=2");
    assertThat(path()).isEqualTo("/lists/cursor?size=2&cursor=n%261");
    assertThat(path()).isEqualTo("/lists/cursor?size=2&cursor=2");
  }

  @Test
  void findsItemsAndCursorInTheRecordsOfAPage() throws InterruptedException {
    answer("{\"data\":{\"titles\":[\"a\"]},\"meta\":{\"page\":{\"next\":\"1\"}}}");
    answer("{\"data\":{},\"meta\":{\"page\":{\"next\":\"2\"}}}");
    answer("{\"data\":{\"titles\":[\"b\"]},\"meta\":{\"page\":{\"next\":null}}}");

    assertThat(drawings.byEnvelopedCursor(Optional.empty())).containsExactly("a", "b");
    assertThat(path()).isEqualTo("/lists/enveloped");
    assertThat(path()).isEqualTo("/lists/enveloped?cursor=1");
    assertThat(path()).isEqualTo("/lists/enveloped?cursor=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"meta\":null", ",\"meta\":{}", ",\"meta\":{\"page\":{}}"})
  void endsWhereARecordOnTheWayToTheCursorIsMissing(String meta) {
    answer("{\"data\":{\"titles\":[\"a\"]}" + meta + "}");

    assertThat(drawings.byEnvelopedCursor(Optional.empty())).containsExactly("a");
  }

  @Test
  void countsToTheNumberInARecordOfAPage() throws InterruptedException {
    answer("{\"titles\":[\"a\"]}");
    answer("{\"titles\":[\"b\"],\"count\":{\"pages\":2,\"more\":true}}");

    assertThat(drawings.byEnvelopedNumber(1)).containsExactly("a", "b");
    assertThat(path()).isEqualTo("/lists/counted?page=1");
    assertThat(path()).isEqualTo("/lists/counted?page=2");
  }

  @Test
  void callsForAPageWhenItIsNeeded() {
    answer("{\"titles\":[\"a\",\"b\"],\"next\":\"1\"}");

    Pages<Drawings.DrawingPage, String> pages =
        drawings.byCursor(Optional.empty(), Optional.empty());

    assertThat(pages.stream().limit(2).toList()).containsExactly("a", "b");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void givesPageByPage() throws InterruptedException, ExecutionException {
    for (int i = 0; i < 3; i++) {
      answer("{\"titles\":[\"a\"],\"next\":\"1\"}");
      answer("{\"titles\":[\"b\"]}");
    }
    Pages<Drawings.DrawingPage, String> pages =
        drawings.byCursor(Optional.empty(), Optional.empty());

    Iterator<Drawings.DrawingPage> page = pages.pages().iterator();
    assertThat(page.next().next()).contains("1");
    assertThat(page.next().titles()).containsExactly("b");
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(page::next)
        .withMessage("There are no more pages.");
    assertThat(pages.first().titles()).containsExactly("a");
    Drawings.DrawingPage second =
        drawings.async().byCursor(Optional.of("1"), Optional.empty()).get();
    assertThat(second.titles()).containsExactly("b");
  }

  @Test
  void takesACursorThatIsANumberInAGroup() throws InterruptedException {
    answer("{\"titles\":[\"a\"],\"others\":[],\"offset\":50}");
    answer("{\"titles\":[\"b\"],\"others\":[]}");

    assertThat(drawings.byOffset(new Drawings.Window(Optional.of(5L), "up")).stream().toList())
        .containsExactly("a", "b");

    assertThat(path()).isEqualTo("/lists/offset?offset=5&order=up");
    assertThat(path()).isEqualTo("/lists/offset?order=up&offset=50");
  }

  @Test
  void countsPages() throws InterruptedException {
    answer("{\"titles\":[\"a\"],\"last\":3}");
    answer("{\"titles\":[\"b\"],\"last\":3,\"more\":true}");
    answer("{\"titles\":[\"c\"],\"last\":3}");
    answer("{\"titles\":[\"d\"],\"more\":false}");

    assertThat(drawings.byNumber(null, CallOptions.NONE)).containsExactly("a", "b", "c");
    assertThat(drawings.byNumber(7, CallOptions.NONE)).containsExactly("d");

    assertThat(path()).isEqualTo("/lists/number");
    assertThat(path()).isEqualTo("/lists/number?page=2");
    assertThat(path()).isEqualTo("/lists/number?page=3");
    assertThat(path()).isEqualTo("/lists/number?page=7");
  }

  @Test
  void countsPagesUntilOneIsEmpty() throws InterruptedException {
    answer("[\"a\"]");
    answer("[\"b\"]");
    answer("[]");

    assertThat(drawings.untilNone(Optional.empty())).containsExactly("a", "b");

    assertThat(path()).isEqualTo("/lists/bare");
    assertThat(path()).isEqualTo("/lists/bare?p=1");
    assertThat(path()).isEqualTo("/lists/bare?p=2");
  }

  @Test
  void countsOnFromANumberInAGroup() throws InterruptedException {
    answer("[\"a\"]");
    answer("[]");

    assertThat(drawings.byNumberInGroup(Optional.of(new Drawings.Start(Optional.of(5)))))
        .containsExactly("a");

    assertThat(path()).isEqualTo("/lists/grouped?page=5");
    assertThat(path()).isEqualTo("/lists/grouped?page=6");
  }

  @Test
  void followsLinks() throws InterruptedException {
    server.enqueue(
        linked(
            "</lists/link?x=%3C1%3E>; title=\"a, b; rel=\\\"next\\\"\"; rel=prev,"
                + " <?after=2>; foo; REL=\"last Next\"; rel=none"));
    server.enqueue(linked("<" + server.url("/elsewhere") + ">;rel=next"));
    server.enqueue(linked("</>; rel=\"prev\""));

    assertThat(drawings.byLink(1)).hasSize(3);

    assertThat(path()).isEqualTo("/lists/link?per_page=1");
    assertThat(path()).isEqualTo("/lists/link?after=2");
    assertThat(path()).isEqualTo("/elsewhere");
  }

  @Test
  void followsNoLinkToAnotherOrigin() {
    server.enqueue(linked("<https://evil.example/>; rel=next"));
    Iterator<List<Shape>> pages = drawings.byLink(1).pages().iterator();

    assertThat(pages.next()).hasSize(1);
    assertThatExceptionOfType(RefusedCallException.class)
        .isThrownBy(pages::next)
        .withMessageContaining(
            "The next page is elsewhere; add trustedOrigin(\"https://evil.example:443\")");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void doesNotGoInCircles() {
    answer("{\"titles\":[\"a\"],\"next\":\"1\"}");
    answer("{\"titles\":[\"a\"],\"next\":\"1\"}");

    assertThatExceptionOfType(RefusedCallException.class)
        .isThrownBy(
            () -> drawings.byCursor(Optional.empty(), Optional.empty()).forEach(title -> {}))
        .withMessageContaining("A page names itself as the next one.");
  }

  @Test
  void keepsWhatWasGivenWhenAPageFails() {
    answer("{\"titles\":[\"a\"],\"next\":\"1\"}");
    server.enqueue(status(404));
    Iterator<String> titles = drawings.byCursor(Optional.empty(), Optional.empty()).iterator();

    assertThat(titles.next()).isEqualTo("a");
    assertThatExceptionOfType(UnexpectedAnswerException.class).isThrownBy(titles::hasNext);
  }

  @Test
  void sendsTheSameKeyInEachAttempt() throws InterruptedException {
    server.enqueue(status(503));
    server.enqueue(status(204));
    RetryConfig soon =
        new RetryConfig(
            Duration.ofMillis(1), Duration.ofMillis(2), 1.5, Duration.ofMinutes(10), true);

    drawings.with(CallOptions.builder().retry(soon).build()).order("d", Optional.empty());

    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThat(server.takeRequest().getHeaders().values("Idempotency-Key"))
          .containsExactly("01234567-89ab-4def-8123-456789abcdef");
    }
  }

  /** RFC 9562 §4.1 and §4.2. */
  @Test
  void makesKeysThatSayTheirVariantAndVersion() throws InterruptedException {
    server.enqueue(status(204));
    server.enqueue(status(204));
    for (long bits : new long[] {0, -1}) {
      try (DrawingsClient fixed = client(() -> bits)) {
        fixed.order("d", Optional.empty());
      }
    }

    assertThat(key()).isEqualTo("00000000-0000-4000-8000-000000000000");
    assertThat(key()).isEqualTo("ffffffff-ffff-4fff-bfff-ffffffffffff");
  }

  @Test
  void makesAKeyForEachCall() throws InterruptedException {
    server.enqueue(status(204));
    server.enqueue(status(204));
    try (DrawingsClient random =
        DrawingsClient.builder().serverUrl(server.url("/").toString()).build()) {
      random.order("d", Optional.empty());
      random.order("d", Optional.empty());
    }

    assertThat(key()).isNotEqualTo(key());
  }

  @Test
  void takesTheKeyOfTheCaller() throws InterruptedException {
    server.enqueue(status(204));
    server.enqueue(status(204));
    CallOptions own = CallOptions.builder().header("Idempotency-Key", "mine").build();

    drawings.order("d", Optional.of("given"));
    drawings.with(own).order("d", Optional.empty());

    assertThat(key()).isEqualTo("given");
    assertThat(key()).isEqualTo("mine");
  }

  @Test
  void makesPagesOfOnesOwn() {
    Pages<List<String>, String> pages =
        Pages.of(List.of(List.of("a"), List.of(), List.of("b")), page -> page);

    assertThat(pages).containsExactly("a", "b");
    assertThat(pages.pages()).hasSize(3);
  }

  private DrawingsClient client(RandomGenerator random) {
    return DrawingsClient.builder().serverUrl(server.url("/").toString()).random(random).build();
  }

  private String key() throws InterruptedException {
    return String.valueOf(server.takeRequest().getHeaders().get("Idempotency-Key"));
  }

  private String path() throws InterruptedException {
    return server.takeRequest().getTarget();
  }

  private void answer(String json) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body(json)
            .build());
  }

  private static MockResponse status(int status) {
    return new MockResponse.Builder().code(status).build();
  }

  private static MockResponse linked(String link) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .addHeader("Link", link)
        .body("[{\"kind\":\"one_point\"}]")
        .build();
  }
}
