package io.grantwright.runtime.call;

import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.RetryPolicyConfig;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The policies of one call: they send nothing twice that must not be, and nothing too early. */
final class Retries {
  private static final double JITTER = 0.25;

  private Retries() {}

  static Policy<Object> of(RetryConfig config, RandomGenerator random, Exchange<?> exchange) {
    return RetryPolicy.<Object>builder()
        .handleIf((result, failure) -> failure != null && isHandled(failure, config))
        .abortIf((result, failure) -> isFinal(failure, exchange, config.maxInterval()))
        .withMaxRetries(-1)
        .withMaxDuration(config.maxElapsedTime())
        .withDelayFn(
            context -> {
              Duration asked = asked(context.getLastException());
              if (!asked.isZero()) {
                return asked;
              }
              double factor = Math.pow(config.exponent(), context.getAttemptCount() - 1.0);
              double millis =
                  config.initialInterval().toMillis()
                      * factor
                      * (1 - JITTER + 2 * JITTER * random.nextDouble());
              return Duration.ofMillis(
                  (long) Math.min(millis, (double) config.maxInterval().toMillis()));
            })
        .build();
  }

  static List<Policy<Object>> guarded(List<Policy<Object>> policies, Exchange<?> exchange) {
    List<Policy<Object>> guarded = new ArrayList<>(policies.size());
    for (Policy<Object> policy : policies) {
      guarded.add(policy instanceof RetryPolicy<Object> retry ? guarded(retry, exchange) : policy);
    }
    return guarded;
  }

  private static Policy<Object> guarded(RetryPolicy<Object> policy, Exchange<?> exchange) {
    RetryPolicyConfig<Object> config = policy.getConfig();
    Duration longest = config.getMaxDelay();
    if (longest == null) {
      longest = config.getDelayMax() == null ? config.getDelay() : config.getDelayMax();
    }
    Duration limit = longest;
    RetryPolicyBuilder<Object> builder =
        RetryPolicy.builder(config)
            .abortIf((result, failure) -> failure != null && isFinal(failure, exchange, limit));
    if (config.getDelayFn() == null) {
      builder.withDelayFnOn(
          context -> {
            Duration asked = asked(context.getLastException());
            // A negative delay means: the policy's own. Its jitter may only lengthen what was
            // asked.
            return asked.isZero() ? Duration.ofNanos(-1) : lengthened(asked, config);
          },
          CallException.class);
    }
    return builder.build();
  }

  private static Duration lengthened(Duration asked, RetryPolicyConfig<Object> config) {
    if (config.getJitter() != null) {
      return asked.plus(config.getJitter());
    }
    double factor = Math.min(config.getJitterFactor(), 0.9);
    return Duration.ofMillis((long) Math.ceil(asked.toMillis() / (1 - factor)));
  }

  private static boolean isHandled(Throwable failure, RetryConfig config) {
    if (failure instanceof NoAnswerException) {
      return config.retryConnectionErrors();
    }
    return failure instanceof CallException e
        && switch (e.status()) {
          case 429, 500, 502, 503, 504 -> true;
          default -> false;
        };
  }

  private static boolean isFinal(Throwable failure, Exchange<?> exchange, Duration longest) {
    return failure != null
        && (!exchange.mayBeSentAgain(failure) || asked(failure).compareTo(longest) > 0);
  }

  private static Duration asked(Throwable failure) {
    return failure instanceof CallException e
        ? e.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }
}
