package io.grantwright.processor.check;

import io.grantwright.processor.model.Origin;
import java.util.List;

/**
 * A rule that is broken.
 *
 * @param severity that of the rule, unless an option raises it
 * @param args what the message names, in its order
 */
public record Problem(Rule rule, Rule.Severity severity, Origin origin, List<String> args) {
  public Problem {
    args = List.copyOf(args);
  }

  public static Problem of(Rule rule, Origin origin, String... args) {
    return of(rule, origin, List.of(args));
  }

  public static Problem of(Rule rule, Origin origin, List<String> args) {
    return new Problem(rule, rule.severity(), origin, args);
  }

  /** The same, as an error if it is a warning. */
  public Problem raised() {
    return severity == Rule.Severity.WARNING
        ? new Problem(rule, Rule.Severity.ERROR, origin, args)
        : this;
  }

  /** The message, with the inherited member in front if it is about one. */
  public String text() {
    String member = origin.inherited().isEmpty() ? "" : "In " + origin.inherited() + ": ";
    return member + rule.text(args);
  }

  /**
   * Whether the source asks not to hear of it. Errors cannot be silenced; a warning that is raised
   * to one still can.
   */
  public boolean suppressed() {
    return rule.severity() != Rule.Severity.ERROR && origin.suppressed().contains(rule.code());
  }
}
