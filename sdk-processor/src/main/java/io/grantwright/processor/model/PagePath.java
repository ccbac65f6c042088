package io.grantwright.processor.model;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Where a value is in a page: a component of its record, or of a record in that one.
 *
 * @param steps from the page's own component inwards; all but the last are records
 */
public record PagePath(List<Component> steps) {
  public PagePath {
    steps = List.copyOf(steps);
  }

  /** As a descriptor writes it: {@code "meta.next"}. */
  public String name() {
    return steps.stream().map(Component::accessor).collect(joining("."));
  }

  /** The innermost. */
  public Component component() {
    return steps.get(steps.size() - 1);
  }
}
