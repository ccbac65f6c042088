package io.grantwright.processor.check;

import io.grantwright.processor.model.Origin;
import java.util.List;

/**
 * A rule that is broken.
 *
 * @param args what the message names, in its order
 */
public record Problem(Rule rule, Origin origin, List<String> args) {
  public Problem {
    args = List.copyOf(args);
  }

  public static Problem of(Rule rule, Origin origin, String... args) {
    return new Problem(rule, origin, List.of(args));
  }

  /** The message, with the inherited member in front if it is about one. */
  public String text() {
    String member = origin.inherited().isEmpty() ? "" : "In " + origin.inherited() + ": ";
    return member + rule.text(args);
  }

  /** Whether the source asks not to hear of it; errors cannot be silenced. */
  public boolean suppressed() {
    return rule.severity() == Rule.Severity.WARNING && origin.suppressed().contains(rule.code());
  }
}
