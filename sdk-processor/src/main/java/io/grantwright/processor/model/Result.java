package io.grantwright.processor.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a successful operation gives. */
public sealed interface Result {
  /** {@code void}: any status of success, its body discarded. */
  record Nothing() implements Result {}

  /**
   * One JSON value.
   *
   * @param statuses the statuses that a record names; empty for any of success
   */
  record Json(ValueType type, List<Integer> statuses) implements Result {
    public Json {
      statuses = List.copyOf(statuses);
    }
  }

  /** A sealed interface, each of its records with the statuses that it stands for. */
  record Statuses(ClassRef type, List<Member> members) implements Result {
    public Statuses {
      members = List.copyOf(members);
    }
  }

  /** A class that the SDK does not own, read by a converter of the application's Retrofit. */
  record Foreign(ClassRef type) implements Result {}

  /** The body as it is. */
  record Body(Kind kind) implements Result {
    /** What it is read into. */
    public enum Kind {
      /** {@code byte[]}. */
      BYTES,
      /** {@code String}. */
      TEXT,
      /** The runtime's {@code Download}. */
      DOWNLOAD
    }
  }

  /**
   * The runtime's {@code EventStream}.
   *
   * @param data the type of the events' data; a {@code String} is their text
   * @param end the data of the last event; null if the answer ends
   */
  record Events(ValueType data, @Nullable String end) implements Result {}

  /**
   * The runtime's {@code Pages}.
   *
   * @param page what one call gives
   * @param paths the components of the page, and those of the records in it; empty if it is no
   *     record
   * @param turning how one page leads to the next; null where nothing says so
   */
  record Paged(Json page, ValueType item, List<PagePath> paths, @Nullable Turning turning)
      implements Result {
    public Paged {
      paths = List.copyOf(paths);
    }

    /** What is there under a name. */
    public Optional<PagePath> path(String name) {
      return paths.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Where the items are: where it is said, or in the only component of the page that can. */
    public Optional<PagePath> items() {
      String named = turning == null ? "" : turning.items();
      List<PagePath> lists =
          paths.stream()
              .filter(each -> each.component().type() instanceof ValueType.ListOf list && has(list))
              .filter(each -> each.component().presence() != Presence.MAYBE)
              .filter(
                  each ->
                      named.isEmpty()
                          ? each.steps().size() == 1
                              && each.component().presence() == Presence.REQUIRED
                          : each.name().equals(named))
              .toList();
      return lists.size() == 1 ? Optional.of(lists.get(0)) : Optional.empty();
    }

    /** Whether the page is the list of the items. */
    public boolean isItems() {
      return page.type() instanceof ValueType.ListOf list && has(list);
    }

    private boolean has(ValueType.ListOf list) {
      return list.element().equals(item);
    }
  }

  /** The address that a browser is to open, as a {@code String}; nothing is sent. */
  record Link() implements Result {}

  /** A type that cannot be a result; never reaches the renderers. */
  record Unsupported(String written, String instead) implements Result {}

  /**
   * One record of a sealed result.
   *
   * @param annotated whether it is annotated {@code @Status}, if only with none
   * @param modelled whether it has a companion, or gets one in this compilation
   */
  record Member(
      ClassRef type, List<Integer> statuses, boolean annotated, boolean modelled, Origin origin) {
    public Member {
      statuses = List.copyOf(statuses);
    }
  }

  /** Whether it is made of no type that the SDK describes. */
  default boolean isPlain() {
    return this instanceof Nothing
        || this instanceof Foreign
        || this instanceof Body
        || this instanceof Link
        || this instanceof Unsupported;
  }
}
