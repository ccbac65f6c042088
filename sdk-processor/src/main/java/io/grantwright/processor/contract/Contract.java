package io.grantwright.processor.contract;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What callers and servers may rely on.
 *
 * @param descriptor the canonical name of the descriptor
 * @param facts what there is to say about each subject
 */
public record Contract(String descriptor, SortedMap<Subject, SortedMap<Aspect, String>> facts) {
  public Contract {
    SortedMap<Subject, SortedMap<Aspect, String>> copy = new TreeMap<>();
    facts.forEach(
        (subject, aspects) ->
            copy.put(subject, Collections.unmodifiableSortedMap(new TreeMap<>(aspects))));
    facts = Collections.unmodifiableSortedMap(copy);
  }

  Set<Subject> subjects() {
    return facts.keySet();
  }

  boolean has(Subject subject) {
    return facts.containsKey(subject);
  }

  Map<Aspect, String> aspects(Subject subject) {
    return facts.getOrDefault(subject, Collections.emptySortedMap());
  }

  /** What is said of a subject; empty if nothing is. */
  Optional<String> find(Subject subject, Aspect aspect) {
    return Optional.ofNullable(aspects(subject).get(aspect));
  }
}
