package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/** Counts the connections that calls take and give back. */
final class Connections extends EventListener {
  private final AtomicInteger acquired = new AtomicInteger();
  private final AtomicInteger released = new AtomicInteger();
  private final Dispatcher dispatcher = new Dispatcher();

  OkHttpClient client() {
    return new OkHttpClient.Builder().dispatcher(dispatcher).eventListener(this).build();
  }

  /** Every connection that was taken has been given back, and no call is left. */
  void assertNoneLeaked() {
    assertThat(released.get()).as("connections given back").isEqualTo(acquired.get());
    assertThat(dispatcher.runningCallsCount() + dispatcher.queuedCallsCount())
        .as("calls left on the dispatcher")
        .isZero();
  }

  int acquired() {
    return acquired.get();
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    acquired.incrementAndGet();
  }

  @Override
  public void connectionReleased(Call call, Connection connection) {
    released.incrementAndGet();
  }
}
