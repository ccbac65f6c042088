package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Fallback;
import dev.failsafe.Policy;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failsafe's policies other than the retry policy, as an application brings them. */
@Timeout(300)
final class PoliciesTest {
  @SdkClient(name = "Rates")
  interface Rates {
    @Get("rates")
    Rate today();
  }

  @Model
  record Rate(double euro) {}

  private static final MockResponse BUSY = new MockResponse.Builder().code(503).build();
  private static final MockResponse GOOD =
      new MockResponse.Builder()
          .setHeader("Content-Type", "application/json")
          .body("{\"euro\":1.5}")
          .build();

  private static final RetryPolicy<Object> RETRY = RetryPolicy.<Object>builder().build();
  private static final CircuitBreaker<Object> BREAKER =
      CircuitBreaker.<Object>builder().withFailureThreshold(2).build();

  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch held = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    held.countDown();
    server.close();
  }

  @Test
  void aCircuitBreakerOpens() {
    server.enqueue(BUSY);
    server.enqueue(BUSY);
    CircuitBreaker<Object> breaker =
        CircuitBreaker.<Object>builder().withFailureThreshold(2).build();
    try (PoliciesTest_RatesClient rates = client(breaker)) {
      assertThat(catchThrowable(rates::today)).isInstanceOf(UnexpectedAnswerException.class);
      assertThat(catchThrowable(() -> rates.async().today().join()))
          .hasCauseInstanceOf(UnexpectedAnswerException.class);
      assertThat(breaker.isOpen()).isTrue();
      assertThat(catchThrowable(rates::today)).isNotNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void anOpenCircuitBreakerIsATypedFailure() {
    CircuitBreaker<Object> breaker = CircuitBreaker.<Object>builder().build();
    breaker.open();
    try (PoliciesTest_RatesClient rates = client(breaker)) {
      assertThat(catchThrowable(rates::today)).isInstanceOf(CallException.class);
      assertThat(catchThrowable(() -> rates.async().today().join()))
          .hasCauseInstanceOf(CallException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aCircuitBreakerCountsWhatWasReadAsASuccess() {
    server.enqueue(GOOD);
    CircuitBreaker<Object> breaker = CircuitBreaker.<Object>builder().build();
    breaker.halfOpen();
    try (PoliciesTest_RatesClient rates = client(breaker)) {
      rates.today();
    }
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void theFirstPolicyIsTheOutermost() {
    assertThat(failuresSeen(RETRY, BREAKER)).isEqualTo(1);
    assertThat(failuresSeen(BREAKER, RETRY)).isZero();
  }

  private long failuresSeen(Policy<Object> outer, Policy<Object> inner) {
    BREAKER.close();
    server.enqueue(BUSY);
    server.enqueue(GOOD);
    try (PoliciesTest_RatesClient rates = client(outer, inner)) {
      rates.today();
    }
    return BREAKER.getFailureCount();
  }

  @Test
  void aTimeoutIsATypedFailure() {
    server.setDispatcher(holding());
    Policy<Object> timeout =
        dev.failsafe.Timeout.<Object>builder(Duration.ofMillis(50)).withInterrupt().build();
    try (PoliciesTest_RatesClient rates = client(timeout)) {
      assertThat(catchThrowable(() -> rates.async().today().join()))
          .hasCauseInstanceOf(CallException.class);
    }
  }

  @Test
  void aTimeoutEndsAFutureBeforeTheServerAnswers() {
    server.setDispatcher(holding());
    try (PoliciesTest_RatesClient rates =
        client(dev.failsafe.Timeout.<Object>of(Duration.ofMillis(50)))) {
      assertThat(catchThrowable(() -> rates.async().today().join())).isNotNull();
      assertThat(held.getCount()).as("the server still holds its answer").isEqualTo(1);
    }
  }

  @Test
  void aFallbackAnswersInstead() {
    server.enqueue(BUSY);
    server.enqueue(BUSY);
    Rate yesterday = new Rate(1.25);
    try (PoliciesTest_RatesClient rates = client(Fallback.<Object>of(yesterday))) {
      assertThat(rates.today()).isEqualTo(yesterday);
      assertThat(rates.async().today().join()).isEqualTo(yesterday);
    }
  }

  @Test
  void aFallbackFailsWithAnotherFailure() {
    server.enqueue(BUSY);
    IllegalStateException ours = new IllegalStateException("closed on Sundays");
    try (PoliciesTest_RatesClient rates = client(Fallback.<Object>ofException(event -> ours))) {
      assertThat(catchThrowable(rates::today)).isSameAs(ours);
    }
  }

  @Test
  void aRateLimiterStopsTheSecondCall() {
    server.enqueue(GOOD);
    try (PoliciesTest_RatesClient rates = client(onceADay())) {
      rates.today();
      assertThat(catchThrowable(rates::today)).isNotNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void anExceededRateIsATypedFailure() {
    server.enqueue(GOOD);
    try (PoliciesTest_RatesClient rates = client(onceADay())) {
      rates.today();
      assertThat(catchThrowable(rates::today)).isInstanceOf(CallException.class);
      assertThat(catchThrowable(() -> rates.async().today().join()))
          .hasCauseInstanceOf(CallException.class);
    }
  }

  private static Policy<Object> onceADay() {
    return RateLimiter.<Object>burstyBuilder(1, Duration.ofDays(1)).build();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only passed on.
  private PoliciesTest_RatesClient client(Policy<Object>... policies) {
    return PoliciesTest_RatesClient.builder()
        .serverUrl(server.url("/").toString())
        .retry(policies)
        .build();
  }

  private Dispatcher holding() {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        held.await();
        return GOOD;
      }
    };
  }
}
