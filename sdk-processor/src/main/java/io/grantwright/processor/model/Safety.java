package io.grantwright.processor.model;

import java.util.List;

/** Whether a request may be sent again after it may have arrived. */
public sealed interface Safety {
  /** It may. */
  record Idempotent() implements Safety {}

  /** It may not. */
  record SendOnce() implements Safety {}

  /**
   * It may if one of these fields of the body has this value.
   *
   * @param conditions as {@code name=value}
   */
  record IdempotentWhen(List<String> conditions, Origin origin) implements Safety {
    public IdempotentWhen {
      conditions = List.copyOf(conditions);
    }
  }
}
