package io.grantwright.processor.model;

import java.util.List;

/**
 * An interface annotated {@code @SdkClient}.
 *
 * @param name what the client is called; never empty
 * @param server the server's URL; empty if the application gives it
 * @param operations those of the interface first, then the inherited ones
 * @param nestedTypes the simple names of the types that its client inherits with it
 * @param deprecations the warnings that its client gets for what it names
 * @param flaws what is wrong with it beyond what its parts show
 */
public record Descriptor(
    ClassRef type,
    String name,
    String server,
    Visibility visibility,
    List<PathVariable> pathVariables,
    List<Address> addresses,
    boolean discovered,
    List<Deviation> deviations,
    Authorizing authorizing,
    List<Operation> operations,
    String documentation,
    List<String> nestedTypes,
    boolean deprecated,
    List<String> deprecations,
    List<Flaw> flaws,
    Origin origin) {
  public Descriptor {
    pathVariables = List.copyOf(pathVariables);
    addresses = List.copyOf(addresses);
    deviations = List.copyOf(deviations);
    operations = List.copyOf(operations);
    deprecations = List.copyOf(deprecations);
    nestedTypes = List.copyOf(nestedTypes);
    flaws = List.copyOf(flaws);
  }

  /** The class that is generated for it. */
  public ClassRef client() {
    return type.generated("Client");
  }
}
