package io.grantwright.processor.model;

import io.grantwright.annotations.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An interface annotated {@code @SdkClient}.
 *
 * @param name what the client is called; never empty
 * @param server the server's URL; empty if the application gives it
 * @param issuer null if it is not declared
 * @param describedBy null if there is no document of the provider
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
    @Nullable Issuer issuer,
    List<Deviation> deviations,
    Authorizing authorizing,
    @Nullable DescribedBy describedBy,
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

  /**
   * The address of a role, as the descriptor gives it. Tokens are renewed at the token endpoint,
   * unless a provider has another one for that (RFC 6749 §6).
   */
  public Optional<PathTemplate> address(Role role) {
    Optional<PathTemplate> own =
        addresses.stream().filter(each -> each.role() == role).map(Address::template).findFirst();
    return own.isEmpty() && role == Role.REFRESH ? address(Role.TOKEN) : own;
  }

  /** The class that is generated for it. */
  public ClassRef client() {
    return type.generated("Client");
  }
}
