package io.grantwright.runtime.call;

import org.jspecify.annotations.Nullable;

/** A body that is still to be read when the call has returned, so that its answer stays open. */
sealed interface OpenBody extends AutoCloseable permits Download, EventStream {
  @Override
  void close();

  /** The open body that a call returns, if it returns one. */
  static @Nullable OpenBody in(@Nullable Object value) {
    Object body = value instanceof Answer<?> answer ? answer.body() : value;
    return body instanceof OpenBody open ? open : null;
  }
}
