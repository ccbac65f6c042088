package io.grantwright.runtime.call;

import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyConfig;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The policies of an endpoint's calls. What must not be sent again, and a {@code Retry-After} that
 * does not fit, ends a call at once; that an attempt never begins before {@code Retry-After} is the
 * business of {@link Exchange}.
 */
final class Retries {
  private static final double JITTER = 0.25;

  private Retries() {}

  static List<Policy<Object>> policies(
      CallOptions options, Duration total, RandomGenerator random) {
    if (options.retryConfig != null) {
      return List.of(policy(options.retryConfig, total, random));
    }
    if (options.policies == null) {
      return List.of();
    }
    List<Policy<Object>> guarded = new ArrayList<>(options.policies.size());
    for (Policy<Object> policy : options.policies) {
      guarded.add(policy instanceof RetryPolicy<Object> retry ? guarded(retry, total) : policy);
    }
    return guarded;
  }

  private static Policy<Object> policy(RetryConfig config, Duration total, RandomGenerator random) {
    Duration limit = shorter(config.maxElapsedTime(), total);
    return RetryPolicy.<Object>builder()
        .handleIf((result, failure) -> isHandled(failure, config))
        .abortIf(
            (result, failure) ->
                failure instanceof CallException e
                    && (isFinal(e, config.maxInterval(), limit)
                        || !fits(delay(config, e.attempts(), 1 + JITTER), e.context(), limit)))
        .withMaxRetries(-1)
        .withMaxDuration(limit)
        .withDelayFn(
            context ->
                delay(
                    config,
                    context.getAttemptCount(),
                    1 - JITTER + 2 * JITTER * random.nextDouble()))
        .build();
  }

  private static Duration delay(RetryConfig config, int attempts, double jitter) {
    double nanos =
        nanos(config.initialInterval()) * Math.pow(config.exponent(), attempts - 1.0) * jitter;
    return Duration.ofNanos((long) Math.min(nanos, nanos(config.maxInterval())));
  }

  /** As many as a number holds for what is longer, such as {@code FOREVER}. */
  private static double nanos(Duration time) {
    return TimeUnit.NANOSECONDS.convert(time);
  }

  private static Policy<Object> guarded(RetryPolicy<Object> policy, Duration total) {
    RetryPolicyConfig<Object> config = policy.getConfig();
    Duration limit =
        config.getMaxDuration() == null ? total : shorter(config.getMaxDuration(), total);
    Duration longest = longestDelay(config);
    return RetryPolicy.builder(config)
        .abortIf(
            (result, failure) ->
                failure instanceof CallException e
                    ? isFinal(e, longest == null ? limit : longest, limit)
                    // Why there is no access token: whoever says so has tried enough.
                    : failure != null)
        .withMaxDuration(limit)
        .build();
  }

  /** Null if the policy computes its delays, so that any may come. */
  private static @Nullable Duration longestDelay(RetryPolicyConfig<Object> config) {
    if (config.getDelayFn() != null) {
      return null;
    }
    if (config.getMaxDelay() != null) {
      return config.getMaxDelay();
    }
    return config.getDelayMax() != null ? config.getDelayMax() : config.getDelay();
  }

  private static boolean isHandled(@Nullable Throwable failure, RetryConfig config) {
    if (failure instanceof NoAnswerException) {
      return config.retryConnectionErrors();
    }
    return failure instanceof CallException e
        && switch (e.status()) {
          case 429, 500, 502, 503, 504 -> true;
          default -> false;
        };
  }

  private static boolean isFinal(CallException failure, Duration longestDelay, Duration limit) {
    ErrorContext context = failure.context();
    if (!context.mayBeSentAgain()) {
      return true;
    }
    Duration asked = context.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(longestDelay) > 0 || !fits(asked, context, limit);
  }

  private static boolean fits(Duration delay, ErrorContext context, Duration limit) {
    return delay.plus(context.elapsed()).compareTo(limit) < 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
