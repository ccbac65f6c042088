package io.grantwright.runtime.call;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.SecretMint;
import io.grantwright.runtime.endpoint.ClientDeviations;
import io.grantwright.runtime.endpoint.Endpoint;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a descriptor says of its client; written by generated code. */
public final class ClientDescription {
  final String name;
  final @Nullable String server;
  final Map<String, String> pathVariables;
  final Map<Role, String> addresses;
  final boolean discovered;
  final @Nullable String issuer;
  final boolean issuerAtRoot;
  final boolean issuerInCallbacks;
  final List<Endpoint<?>> endpoints;
  final ClientDeviations deviations;
  final @Nullable SecretMint secretMint;

  private ClientDescription(Builder builder) {
    name = builder.name;
    server = builder.server;
    pathVariables = Map.copyOf(builder.pathVariables);
    addresses = Map.copyOf(builder.addresses);
    discovered = builder.discovered;
    issuer = builder.issuer;
    issuerAtRoot = builder.issuerAtRoot;
    issuerInCallbacks = builder.issuerInCallbacks;
    endpoints = builder.endpoints;
    deviations = builder.deviations;
    secretMint = builder.secretMint;
  }

  /**
   * Starts a description.
   *
   * @param name the name of the client
   * @return a builder
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Takes what the descriptor says. */
  public static final class Builder {
    private final String name;
    private @Nullable String server;
    private final Map<String, String> pathVariables = new LinkedHashMap<>();
    private final Map<Role, String> addresses = new EnumMap<>(Role.class);
    private List<Endpoint<?>> endpoints = List.of();
    private boolean discovered;
    private @Nullable String issuer;
    private boolean issuerAtRoot;
    private boolean issuerInCallbacks;
    private ClientDeviations deviations = ClientDeviations.NONE;
    private @Nullable SecretMint secretMint;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Gives the server's URL.
     *
     * @param url the URL that is used by default; empty for none
     * @return this builder
     */
    public Builder server(String url) {
      server = url.isEmpty() ? null : url;
      return this;
    }

    /**
     * Gives a path variable.
     *
     * @param variable its name
     * @param value its default
     * @return this builder
     */
    public Builder pathVariable(String variable, String value) {
      pathVariables.put(variable, value);
      return this;
    }

    /**
     * Gives the address of a role.
     *
     * @param role the role
     * @param address a path, or an absolute URL
     * @return this builder
     */
    public Builder address(Role role, String address) {
      addresses.put(role, address);
      return this;
    }

    /**
     * Says that the addresses of the roles come from metadata or from the application.
     *
     * @return this builder
     */
    public Builder discovered() {
      discovered = true;
      return this;
    }

    /**
     * Says what the provider calls itself.
     *
     * @param value an absolute URL, or what stands behind the server
     * @param atRoot whether that is the server's origin, and not its URL
     * @param inCallbacks whether every callback names it
     * @return this builder
     */
    public Builder issuer(String value, boolean atRoot, boolean inCallbacks) {
      issuer = value;
      issuerAtRoot = atRoot;
      issuerInCallbacks = inCallbacks;
      return this;
    }

    /**
     * Says how the provider differs from the standards.
     *
     * @param differences the differences
     * @return this builder
     */
    public Builder deviations(ClientDeviations differences) {
      deviations = differences;
      return this;
    }

    /**
     * Sets what computes the client's secret.
     *
     * @param mint what computes it
     * @return this builder
     */
    public Builder secretMint(SecretMint mint) {
      secretMint = mint;
      return this;
    }

    /**
     * Says what its endpoints are. One call takes all of them: javac could not follow a chain of a
     * thousand calls.
     *
     * @param all the endpoints
     * @return this builder
     */
    public Builder endpoints(Endpoint<?>... all) {
      endpoints = List.of(all);
      return this;
    }

    /** {@return the description} */
    public ClientDescription build() {
      return new ClientDescription(this);
    }
  }
}
