package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/** Counts the connections that calls take and give back. */
final class Connections extends EventListener {
  private final Dispatcher dispatcher = new Dispatcher();
  private int acquired;
  private int released;

  Connections() {
    dispatcher.setIdleCallback(this::changed);
  }

  OkHttpClient client() {
    return new OkHttpClient.Builder().dispatcher(dispatcher).eventListener(this).build();
  }

  /** Every connection that was taken has been given back, and no call is left. */
  synchronized void assertNoneLeaked() throws InterruptedException {
    // The dispatcher forgets a call just after its future is done.
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2); // Only so that a leak ends.
    while (calls() > 0 && System.nanoTime() < end) {
      wait(1000);
    }
    assertThat(calls()).as("calls left on the dispatcher").isZero();
    assertThat(released).as("connections given back").isEqualTo(acquired);
  }

  private int calls() {
    return dispatcher.runningCallsCount() + dispatcher.queuedCallsCount();
  }

  synchronized int released() {
    return released;
  }

  synchronized void awaitRelease() throws InterruptedException {
    while (released == 0) {
      wait();
    }
  }

  @Override
  public synchronized void connectionAcquired(Call call, Connection connection) {
    acquired++;
  }

  @Override
  public synchronized void connectionReleased(Call call, Connection connection) {
    released++;
    notifyAll();
  }

  private synchronized void changed() {
    notifyAll();
  }
}
