package io.grantwright.processor.model;

import java.util.List;

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

  /** The address that a browser is to open, as a {@code String}; nothing is sent. */
  record Link() implements Result {}

  /** A type that cannot be a result; never reaches the renderers. */
  record Unsupported(String written, String instead) implements Result {}

  /**
   * One record of a sealed result.
   *
   * @param modelled whether it has a companion, or gets one in this compilation
   */
  record Member(ClassRef type, List<Integer> statuses, boolean modelled, Origin origin) {
    public Member {
      statuses = List.copyOf(statuses);
    }
  }
}
