package io.grantwright.runtime.endpoint;

import io.grantwright.annotations.Pkce;
import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's authorizations and lifetimes differ from the standards, beyond the messages of
 * single endpoints, and what it calls itself. Immutable.
 */
public final class ClientDeviations {
  /** A provider that keeps to the standards. */
  public static final ClientDeviations NONE = builder().build();

  private final Pkce.Method pkce;
  private final Optional<Offline> offlineAccess;
  private final Map<String, String> callbackNames;
  private final Optional<String> scopeInCallback;
  private final Optional<Duration> refreshWindow;
  private final Optional<CallbackCheck> callbackCheck;
  private final Optional<Secret> clientSecret;
  private final Optional<String> issuer;
  private final boolean issuerInCallbacks;

  private ClientDeviations(Builder builder) {
    this.pkce = builder.pkce;
    this.offlineAccess = Optional.ofNullable(builder.offlineAccess);
    this.callbackNames = Map.copyOf(builder.callbackNames);
    this.scopeInCallback = Optional.ofNullable(builder.scopeInCallback);
    this.refreshWindow = Optional.ofNullable(builder.refreshWindow);
    this.callbackCheck = Optional.ofNullable(builder.callbackCheck);
    this.clientSecret = Optional.empty();
    this.issuer = Optional.empty();
    this.issuerInCallbacks = false;
  }

  private ClientDeviations(
      ClientDeviations other,
      Optional<Secret> clientSecret,
      Optional<String> issuer,
      boolean issuerInCallbacks) {
    this.pkce = other.pkce;
    this.offlineAccess = other.offlineAccess;
    this.callbackNames = other.callbackNames;
    this.scopeInCallback = other.scopeInCallback;
    this.refreshWindow = other.refreshWindow;
    this.callbackCheck = other.callbackCheck;
    this.clientSecret = clientSecret;
    this.issuer = issuer;
    this.issuerInCallbacks = issuerInCallbacks;
  }

  /**
   * Starts without deviations; generated code does.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return what the provider takes of PKCE} */
  public Pkce.Method pkce() {
    return pkce;
  }

  /** {@return how refresh tokens are asked for; empty for the standard way} */
  public Optional<Offline> offlineAccess() {
    return offlineAccess;
  }

  /** {@return the provider's names of callback parameters, by standard names} */
  public Map<String, String> callbackNames() {
    return callbackNames;
  }

  /**
   * {@return what stands between the values of the granted scope, which the callback tells; empty
   * if the token answer does}
   */
  public Optional<String> scopeInCallback() {
    return scopeInCallback;
  }

  /** {@return how long before its end a token may be refreshed at the earliest; empty for any} */
  public Optional<Duration> refreshWindow() {
    return refreshWindow;
  }

  /**
   * Checks a callback as the provider wants it.
   *
   * @param parameters all its parameters
   * @return whether the provider made it; true if nothing is declared
   */
  public boolean isGenuine(Map<String, String> parameters) {
    return callbackCheck.isEmpty() || callbackCheck.get().isGenuine(parameters, clientSecret);
  }

  /**
   * {@return what callbacks and id tokens call the provider (RFC 8414 §2), at the server of this
   * client; empty if its descriptor does not say}
   */
  public Optional<String> issuer() {
    return issuer;
  }

  /** {@return whether a callback that does not name the issuer is refused (RFC 9207 §2.4)} */
  public boolean issuerInCallbacks() {
    return issuerInCallbacks;
  }

  /**
   * Adds the secret that callbacks are checked with.
   *
   * @param secret the client's secret; empty for a public client
   * @return the same with it
   */
  public ClientDeviations with(Optional<Secret> secret) {
    return new ClientDeviations(this, secret, issuer, issuerInCallbacks);
  }

  /**
   * Adds what the provider calls itself.
   *
   * @param issuer its issuer identifier, exactly
   * @param inCallbacks whether every callback names it
   * @return the same with it
   */
  public ClientDeviations withIssuer(String issuer, boolean inCallbacks) {
    return new ClientDeviations(this, clientSecret, Optional.of(issuer), inCallbacks);
  }

  /**
   * How refresh tokens are asked for.
   *
   * @param scope the scope value that asks for one; empty for none
   * @param parameters the parameters that do
   */
  public record Offline(String scope, Map<String, String> parameters) {
    /**
     * Copies what could change.
     *
     * @param scope the scope value that asks for one
     * @param parameters the parameters that do
     */
    public Offline {
      parameters = Map.copyOf(parameters);
    }
  }

  /** Takes what a descriptor declares; written for generated code. */
  public static final class Builder {
    private Pkce.Method pkce = Pkce.Method.S256;
    private @Nullable Offline offlineAccess;
    private final Map<String, String> callbackNames = new LinkedHashMap<>();
    private @Nullable String scopeInCallback;
    private @Nullable Duration refreshWindow;
    private @Nullable CallbackCheck callbackCheck;

    private Builder() {}

    /**
     * Says what the provider takes of PKCE.
     *
     * @param method the method
     * @return this builder
     */
    public Builder pkce(Pkce.Method method) {
      this.pkce = method;
      return this;
    }

    /**
     * Says how refresh tokens are asked for.
     *
     * @param scope the scope value; empty for none
     * @param parameters each {@code name=value}
     * @return this builder
     */
    public Builder offlineAccess(String scope, String... parameters) {
      Map<String, String> pairs = new LinkedHashMap<>();
      for (String parameter : parameters) {
        int equals = parameter.indexOf('=');
        pairs.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
      this.offlineAccess = new Offline(scope, pairs);
      return this;
    }

    /**
     * Renames a parameter of callbacks.
     *
     * @param name its standard name
     * @param to the provider's name
     * @return this builder
     */
    public Builder callbackName(String name, String to) {
      callbackNames.put(name, to);
      return this;
    }

    /**
     * Says that callbacks tell the granted scope.
     *
     * @param separator what stands between its values
     * @return this builder
     */
    public Builder scopeInCallback(String separator) {
      this.scopeInCallback = separator;
      return this;
    }

    /**
     * Says when a token may be refreshed at the earliest.
     *
     * @param seconds how many seconds before its end
     * @return this builder
     */
    public Builder refreshWindow(long seconds) {
      this.refreshWindow = Duration.ofSeconds(seconds);
      return this;
    }

    /**
     * Sets what checks callbacks.
     *
     * @param check the check
     * @return this builder
     */
    public Builder callbackCheck(CallbackCheck check) {
      this.callbackCheck = check;
      return this;
    }

    /** {@return the deviations} */
    public ClientDeviations build() {
      return new ClientDeviations(this);
    }
  }
}
