package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.RefusedCallException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers give stays in its place, whatever it is: in one segment, parameter or header. */
final class RequestTargetTest {
  private final MockWebServer server = new MockWebServer();

  @SdkClient
  interface Shelves {
    @Get("shelves/{shelf}/books")
    void books(@Path("shelf") String shelf);

    @Get("books")
    void find(@Query("q") String word);

    @Get("notes")
    void note(@Header("X-Note") String note);
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    server.enqueue(new MockResponse.Builder().code(204).build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a/../b, a%2F..%2Fb",
    "..., ...",
    "a b+c, a%20b%2Bc",
    "a?b#c, a%3Fb%23c",
    "*~-._, %2A~-._",
    "100%, 100%25",
    "ü, %C3%BC"
  })
  void aValueInThePathIsOneSegment(String shelf, String segment) throws Exception {
    try (RequestTargetTest_ShelvesClient shelves = client()) {
      shelves.books(shelf);
    }
    assertThat(server.takeRequest().getTarget()).isEqualTo("/shelves/" + segment + "/books");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void whatIsNoSegmentIsRefused(String shelf) {
    try (RequestTargetTest_ShelvesClient shelves = client()) {
      assertThatExceptionOfType(RefusedCallException.class)
          .isThrownBy(() -> shelves.books(shelf))
          .withMessage(
              "Shelves.books was refused before it was sent, because of shelf. It must be one"
                  + " segment of a path: neither empty nor \".\" nor \"..\".");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aValueInTheQueryIsOneParameter() throws Exception {
    try (RequestTargetTest_ShelvesClient shelves = client()) {
      shelves.find("a&b=c d+e*~");
    }
    assertThat(server.takeRequest().getTarget()).isEqualTo("/books?q=a%26b%3Dc%20d%2Be%2A~");
  }

  @Test
  void aHeaderMayHaveTabs() throws Exception {
    try (RequestTargetTest_ShelvesClient shelves = client()) {
      shelves.note("a\tb");
    }
    assertThat(server.takeRequest().getHeaders().get("X-Note")).isEqualTo("a\tb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Admin: 1", "a\nb", "a\rb", "a\u0000b", "a\u001fb", "a\u007fb"})
  void whatCouldEndAHeaderIsRefused(String note) {
    try (RequestTargetTest_ShelvesClient shelves = client()) {
      assertThatExceptionOfType(RefusedCallException.class)
          .isThrownBy(() -> shelves.note(note))
          .withMessage(
              "Shelves.note was refused before it was sent, because of X-Note. A header must not"
                  + " contain line breaks or other control characters.");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  private RequestTargetTest_ShelvesClient client() {
    return RequestTargetTest_ShelvesClient.builder().serverUrl(server.url("/").toString()).build();
  }
}
