package io.grantwright.sdk.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.annotations.Body;
import io.grantwright.annotations.Delete;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DELETE has a body where a method says so, and no other has one (RFC 9110 §9.3.5). */
final class DeleteBodyTest {
  /** An API that deletes many at once. */
  @SdkClient
  interface Bulk {
    /** Deletes by a filter in the query. */
    @Delete("notes")
    void deleteFound(Filter filter, Optional<String> reason);

    /** Deletes by a filter in the body. */
    @Delete("notes")
    @JsonBody
    void deleteMany(Filter filter, @Query Optional<String> reason);

    /** Deletes by a list, which is the body. */
    @Delete("shelves/{shelf}/notes")
    void deleteListed(@Path String shelf, @Body List<String> ids);

    /** Deletes by a form. */
    @Delete("notes")
    @FormBody
    void deleteNamed(String name);
  }

  /**
   * What to delete.
   *
   * @param word what is in it
   */
  @Model(request = true)
  record Filter(String word) {}

  private final MockWebServer server = new MockWebServer();
  private DeleteBodyTest_BulkClient bulk =
      DeleteBodyTest_BulkClient.builder().serverUrl("https://example.com").build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    bulk.close();
    bulk = DeleteBodyTest_BulkClient.builder().serverUrl(server.url("/").toString()).build();
    server.enqueue(new MockResponse.Builder().code(204).build());
  }

  @AfterEach
  void stop() {
    bulk.close();
    server.close();
  }

  @Test
  void hasNoneByItself() throws InterruptedException {
    bulk.deleteFound(new Filter("a b"), Optional.of("old"));

    assertThat(request()).isEqualTo("DELETE /notes?word=a%20b&reason=old HTTP/1.1, null, null: ");
  }

  @Test
  void sendsMembersOfJson() throws InterruptedException {
    bulk.deleteMany(new Filter("a b"), Optional.of("old"));

    assertThat(request())
        .isEqualTo("DELETE /notes?reason=old HTTP/1.1, application/json, 14: {\"word\":\"a b\"}");
  }

  @Test
  void sendsAWholeBody() throws InterruptedException {
    bulk.deleteListed("s", List.of("1", "2"));

    assertThat(request())
        .isEqualTo("DELETE /shelves/s/notes HTTP/1.1, application/json, 9: [\"1\",\"2\"]");
  }

  @Test
  void sendsAForm() throws InterruptedException {
    bulk.deleteNamed("a b");

    assertThat(request())
        .isEqualTo("DELETE /notes HTTP/1.1, application/x-www-form-urlencoded, 8: name=a+b");
  }

  private String request() throws InterruptedException {
    RecordedRequest request = server.takeRequest();
    return request.getRequestLine()
        + ", "
        + request.getHeaders().get("Content-Type")
        + ", "
        + request.getHeaders().get("Content-Length")
        + ": "
        + (request.getBody() == null ? "" : request.getBody().utf8());
  }
}
