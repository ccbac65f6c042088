package io.grantwright.runtime.endpoint;

import org.jspecify.annotations.Nullable;

/** An answer that knows more of what it may say than its members' types do. */
public interface SelfChecked {
  /** {@return what is wrong with it; null if nothing is} */
  @Nullable Misfit misfit();

  /**
   * What is wrong with an answer.
   *
   * @param member the member at fault
   * @param problem what was expected and what was found; not a value
   * @param advice which annotation would allow it
   */
  record Misfit(String member, String problem, String advice) {}
}
