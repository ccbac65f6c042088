package io.grantwright.sdk.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallHooks;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.pipeshub.GrantType;
import io.grantwright.sdk.pipeshub.IntrospectionRequest;
import io.grantwright.sdk.pipeshub.PipesHubOAuthClient;
import io.grantwright.sdk.pipeshub.TokenRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a call allocates in the calling thread, beside hand-written OkHttp in the same JVM. */
final class AllocationTest {
  private static final double BUDGET = 1.15;
  private static final int WARM_UP = 2_000;
  private static final int ROUNDS = 501;

  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static CannedServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new CannedServer();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    HTTP.dispatcher().executorService().shutdown();
    HTTP.connectionPool().evictAll();
  }

  @Test
  void aTokenCallStaysWithinTheBudget() throws IOException {
    HandWrittenOkHttp floor = new HandWrittenOkHttp(HTTP, server.url(), "conf", "s3cret");
    try (PipesHubOAuthClient pipesHub = client()) {
      TokenRequest request =
          TokenRequest.builder().grantType(GrantType.CLIENT_CREDENTIALS).scope("kb:read").build();
      compare(
          "token call",
          () -> floor.clientCredentials("kb:read"),
          () -> pipesHub.exchangeToken(request));
    }
  }

  @Test
  void anIntrospectionStaysWithinTheBudget() throws IOException {
    HandWrittenOkHttp floor = new HandWrittenOkHttp(HTTP, server.url(), "conf", "s3cret");
    try (PipesHubOAuthClient pipesHub = client()) {
      IntrospectionRequest request =
          IntrospectionRequest.builder().token(Secret.of("an-access-token")).build();
      compare(
          "introspection",
          () -> floor.introspect("an-access-token"),
          () -> pipesHub.introspect(request));
    }
  }

  private static PipesHubOAuthClient client() {
    return PipesHubOAuthClient.builder()
        .serverUrl(server.url().toString())
        .httpClient(HTTP)
        .clientAuthentication(ClientAuthentication.basic("conf", Secret.of("s3cret")).raw())
        .retry(RetryConfig.DEFAULT)
        .hooks(new CallHooks() {})
        .build();
  }

  private static void compare(String what, Call floor, Call sdk) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      floor.run();
      sdk.run();
    }
    long[] floorBytes = new long[ROUNDS];
    long[] sdkBytes = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      floorBytes[i] = allocated(floor);
      sdkBytes[i] = allocated(sdk);
    }
    long floorMedian = median(floorBytes);
    long sdkMedian = median(sdkBytes);
    double ratio = (double) sdkMedian / floorMedian;
    System.out.printf(
        "Allocated by one %s: %d bytes, hand-written OkHttp %d, ratio %.3f%n",
        what, sdkMedian, floorMedian, ratio);
    assertThat(ratio).as("bytes allocated by one %s, of the floor's", what).isLessThan(BUDGET);
  }

  private static long allocated(Call call) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    call.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private interface Call {
    void run() throws IOException;
  }
}
