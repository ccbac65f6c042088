package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import io.grantwright.runtime.error.DeclaredFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers that an endpoint declares; written by generated code.
 *
 * @param <T> what a call returns
 */
public final class Answers<T> {
  final List<Success<T>> successes;
  final List<Failure<?>> failures;

  /** What the request says it accepts. */
  final String accept;

  /** Whether the body is still to be read when the call has returned. */
  final boolean open;

  private Answers(List<Success<T>> successes, List<Failure<?>> failures) {
    this.successes = List.copyOf(successes);
    this.failures = List.copyOf(failures);
    AnswerBody<?> body = this.successes.isEmpty() ? null : this.successes.get(0).body();
    this.accept = body == null ? "application/json" : body.accept;
    this.open = body != null && body.open;
  }

  /**
   * Starts without answers.
   *
   * @param <T> what a call returns
   * @return a builder
   */
  public static <T> Builder<T> of() {
    return new Builder<>();
  }

  @Nullable Success<T> success(int status) {
    for (int i = 0; i < successes.size(); i++) {
      Success<T> success = successes.get(i);
      if (success.claims(status)) {
        return success;
      }
    }
    return null;
  }

  /** Whether bodies are discarded. */
  boolean isNothing() {
    return successes.stream().allMatch(each -> each.adapter() == null && each.foreign() == null);
  }

  /** A status goes before its range (RFC 9110 §15 has the ranges). */
  @Nullable Failure<?> failure(int status, @Nullable String mediaType) {
    Failure<?> ranged = null;
    for (Failure<?> failure : failures) {
      if (!failure.contentType.isEmpty() && !failure.contentType.equalsIgnoreCase(mediaType)) {
        continue;
      }
      if (failure.statuses.contains(Integer.toString(status))) {
        return failure;
      }
      if (ranged == null && failure.statuses.contains(status / 100 + "XX")) {
        ranged = failure;
      }
    }
    return ranged;
  }

  /** The media type that a failure of a status is declared with; null if none is declared. */
  @Nullable String declaredMediaType(int status) {
    for (Failure<?> failure : failures) {
      if (failure.adapter != null
          && !failure.contentType.isEmpty()
          && (failure.statuses.contains(Integer.toString(status))
              || failure.statuses.contains(status / 100 + "XX"))) {
        return failure.contentType;
      }
    }
    return null;
  }

  /** Without an adapter and a type, the body is discarded. */
  @SuppressWarnings("ArrayRecordComponent") // Shared with nobody, and compared by nobody.
  record Success<T>(
      int[] statuses,
      @Nullable JsonAdapter<? extends T> adapter,
      @Nullable Class<? extends T> foreign,
      @Nullable AnswerBody<? extends T> body) {
    boolean claims(int status) {
      if (statuses.length == 0) {
        return status >= 200 && status < 300;
      }
      for (int each : statuses) {
        if (each == status) {
          return true;
        }
      }
      return false;
    }
  }

  /** Without an adapter, an OAuth error. */
  record Failure<F>(
      String contentType,
      List<String> statuses,
      @Nullable JsonAdapter<F> adapter,
      @Nullable DeclaredFailure<F> failure) {}

  /**
   * Takes the answers.
   *
   * @param <T> what a call returns
   */
  public static final class Builder<T> {
    private final List<Success<T>> successes = new ArrayList<>();
    private final List<Failure<?>> failures = new ArrayList<>();

    private Builder() {}

    /**
     * Reads JSON.
     *
     * @param adapter what reads it
     * @param statuses the statuses; none for all of 2XX
     * @return this builder
     */
    public Builder<T> json(JsonAdapter<? extends T> adapter, int... statuses) {
      successes.add(new Success<>(statuses, adapter, null, null));
      return this;
    }

    /**
     * Discards the body of any 2XX.
     *
     * @return this builder
     */
    public Builder<T> nothing() {
      successes.add(new Success<>(new int[0], null, null, null));
      return this;
    }

    /**
     * Reads the body of any 2XX status, whatever its content type is.
     *
     * @param body how it is read
     * @return this builder
     */
    public Builder<T> body(AnswerBody<? extends T> body) {
      successes.add(new Success<>(new int[0], null, null, body));
      return this;
    }

    /**
     * Leaves the body of any 2XX to a converter of Retrofit.
     *
     * @param type what it is read into
     * @return this builder
     */
    public Builder<T> converted(Class<? extends T> type) {
      successes.add(new Success<>(new int[0], null, type, null));
      return this;
    }

    /**
     * Declares a failure.
     *
     * @param contentType the media type; empty for any
     * @param companion what reads its body and makes its exception
     * @param statuses statuses, or ranges such as {@code 4XX}
     * @param <F> the record of the failure
     * @param <C> its companion
     * @return this builder
     */
    public <F, C extends JsonAdapter<F> & DeclaredFailure<F>> Builder<T> fails(
        String contentType, C companion, String... statuses) {
      failures.add(new Failure<>(contentType, List.of(statuses), companion, companion));
      return this;
    }

    /**
     * Declares an OAuth error (RFC 6749 §5.2).
     *
     * @param contentType the media type; empty for any
     * @param statuses statuses, or ranges such as {@code 4XX}
     * @return this builder
     */
    public Builder<T> failsOAuth(String contentType, String... statuses) {
      failures.add(new Failure<>(contentType, List.of(statuses), null, null));
      return this;
    }

    /** {@return the answers} */
    public Answers<T> build() {
      return new Answers<>(successes, failures);
    }
  }
}
