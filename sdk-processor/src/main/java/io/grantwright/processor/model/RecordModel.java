package io.grantwright.processor.model;

import java.util.List;

/**
 * A record annotated {@code @Model}, or one of another module with its companion.
 *
 * @param request whether it gets a builder
 * @param failure whether it gets an exception
 * @param tags what tells it apart in the unions that it belongs to, where no component does
 * @param statuses the statuses that it stands for; empty for those of success
 * @param deprecations the warnings that its companion gets for what it names
 * @param flaws what is wrong with it beyond what its parts show
 */
public record RecordModel(
    ClassRef type,
    Visibility visibility,
    List<Component> components,
    boolean request,
    boolean failure,
    List<Tag> tags,
    List<Integer> statuses,
    Origin statusOrigin,
    String documentation,
    List<String> deprecations,
    List<Flaw> flaws,
    Origin origin) {
  public RecordModel {
    components = List.copyOf(components);
    tags = List.copyOf(tags);
    deprecations = List.copyOf(deprecations);
    statuses = List.copyOf(statuses);
    flaws = List.copyOf(flaws);
  }

  /** The class that is generated for it. */
  public ClassRef companion() {
    return type.generated("Companion");
  }

  /**
   * A member that the record always has.
   *
   * @param name the name of the member
   * @param value its text
   */
  public record Tag(String name, String value) {}

  /** The exception that is generated for it if it is a failure. */
  public ClassRef exception() {
    return type.generated("Exception");
  }
}
