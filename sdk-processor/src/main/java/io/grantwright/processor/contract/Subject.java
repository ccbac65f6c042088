package io.grantwright.processor.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a contract has facts about, such as an operation or a component of a record.
 *
 * @param names what tells it from others of its kind
 */
record Subject(Kind kind, List<String> names) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::words, Subject::compare);

  Subject {
    names = List.copyOf(names);
  }

  static Subject of(Kind kind, String... names) {
    return new Subject(kind, List.of(names));
  }

  String name(int index) {
    return names.get(index);
  }

  List<String> words() {
    return kind.words(names);
  }

  /** What it is a part of: an operation of none, a parameter of its operation. */
  Optional<Subject> parent() {
    return kind.parent().map(above -> new Subject(above, names.subList(0, above.names())));
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  private static int compare(List<String> words, List<String> others) {
    for (int i = 0; i < Math.min(words.size(), others.size()); i++) {
      int order = words.get(i).compareTo(others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(words.size(), others.size());
  }
}
