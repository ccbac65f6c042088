package io.grantwright.samples.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command found out: a title and lines for people, and the same as JSON for scripts. */
final class Report {
  private final String title;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, @Nullable Object> json = new LinkedHashMap<>();

  /**
   * A line for people.
   *
   * @param level what it means, where that is to be seen at once
   */
  record Line(Optional<Finding.Level> level, String label, String text) {}

  Report(String title) {
    this.title = title;
  }

  /** A value that reads the same for both. */
  Report field(String name, Object value) {
    return field(name, value, value instanceof List<?> list ? joined(list) : value.toString());
  }

  /** A value that people are told in other words. */
  Report field(String name, Object value, String text) {
    return data(name, value).line(name.replace('_', ' '), text);
  }

  Report field(String name, Optional<?> value) {
    value.ifPresent(present -> field(name, (Object) present));
    return this;
  }

  /** A moment: when it is, and for people how far away. */
  Report moment(String name, Instant at, Clock clock) {
    Duration left = Duration.between(clock.instant(), at);
    return field(name, at.toString(), left.isNegative() ? "over" : "in " + TimeLeft.text(left));
  }

  /** The members of a JSON object, as they are. */
  Report members(Map<?, ?> members) {
    members.forEach(
        (name, value) -> {
          if (value != null) {
            field(String.valueOf(name), value);
          }
        });
    return this;
  }

  /** Something for scripts only. */
  Report data(String name, Object value) {
    json.put(name, value);
    return this;
  }

  /** Something for people only. */
  Report line(String label, String text) {
    lines.add(new Line(Optional.empty(), label, text));
    return this;
  }

  /** Something that was looked at. */
  Report line(Finding.Level level, String label, String text) {
    lines.add(new Line(Optional.of(level), label, text));
    return this;
  }

  String title() {
    return title;
  }

  List<Line> lines() {
    return lines;
  }

  Map<String, @Nullable Object> json() {
    return json;
  }

  private static String joined(List<?> values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(String.valueOf(value));
    }
    return String.join(" ", texts);
  }
}
