package io.grantwright.processor.contract;

import static java.util.stream.Collectors.joining;

import io.grantwright.processor.model.Origin;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One difference between a locked contract and the current one.
 *
 * @param breaks whom it breaks; empty unless the level is {@link Level#BREAKING}
 * @param text what was and what is
 */
public record Change(Level level, Set<Breaks> breaks, String text, Origin origin) {
  /** What is worst comes first; else the order of the contract is kept. */
  static final Comparator<Change> ORDER = Comparator.comparing(Change::level);

  public Change {
    breaks = Set.copyOf(breaks);
  }

  /** How bad it is, the worst first. */
  public enum Level {
    BREAKING,
    COMPATIBLE,
    DOCUMENTATION
  }

  /** Whom a change breaks. */
  public enum Breaks {
    /** Code that called the client no longer compiles. */
    SOURCE,
    /** Code that was compiled before no longer runs, or no longer as it did. */
    BINARY,
    /**
     * A server that keeps the locked contract is no longer understood, or no longer understands.
     */
    WIRE
  }

  /** Whom it breaks, as in {@code "source, binary"}. */
  public String audience() {
    return new TreeSet<>(breaks)
        .stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(joining(", "));
  }
}
