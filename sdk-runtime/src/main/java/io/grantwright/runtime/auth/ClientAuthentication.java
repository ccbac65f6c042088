package io.grantwright.runtime.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.endpoint.FormEncoding;
import io.grantwright.runtime.secret.Secret;
import java.util.Base64;
import java.util.Optional;

/** How a client says who it is (RFC 6749 §2.3). */
public sealed interface ClientAuthentication {
  /** {@return the client's identifier} */
  String clientId();

  /** {@return the client's secret; empty for a public client} */
  Optional<Secret> secret();

  /**
   * A public client.
   *
   * @param clientId its identifier
   * @return the authentication: {@code client_id} in the body, and nothing else
   * @throws IllegalArgumentException if the identifier is blank or padded
   */
  static ClientAuthentication none(String clientId) {
    return new None(clientId);
  }

  /**
   * {@code client_secret_basic}.
   *
   * @param clientId the client's identifier
   * @param clientSecret its secret
   * @return the authentication, form-encoded (RFC 6749 §2.3.1) unless the endpoint or {@link
   *     Basic#raw} says otherwise
   * @throws IllegalArgumentException if the identifier is blank or padded
   */
  static Basic basic(String clientId, Secret clientSecret) {
    return new Basic(clientId, clientSecret, false);
  }

  /**
   * {@code client_secret_post}.
   *
   * @param clientId the client's identifier
   * @param clientSecret its secret
   * @return the authentication: both in the body
   * @throws IllegalArgumentException if the identifier is blank or padded
   */
  static ClientAuthentication body(String clientId, Secret clientSecret) {
    return new Body(clientId, clientSecret);
  }

  /**
   * A public client.
   *
   * @param clientId its identifier
   */
  record None(String clientId) implements ClientAuthentication {
    /**
     * Checks the identifier.
     *
     * @param clientId the client's identifier
     */
    public None {
      checkId(clientId);
    }

    @Override
    public Optional<Secret> secret() {
      return Optional.empty();
    }
  }

  /**
   * {@code client_secret_basic}.
   *
   * @param clientId the client's identifier
   * @param clientSecret its secret
   * @param isRaw whether both are sent as they are, for servers that do not decode
   */
  record Basic(String clientId, Secret clientSecret, boolean isRaw)
      implements ClientAuthentication {
    /**
     * Checks the identifier.
     *
     * @param clientId the client's identifier
     * @param clientSecret its secret
     * @param isRaw whether both are sent as they are
     */
    public Basic {
      checkId(clientId);
    }

    /** {@return the same without form encoding (RFC 7617)} */
    public Basic raw() {
      return new Basic(clientId, clientSecret, true);
    }

    @Override
    public Optional<Secret> secret() {
      return Optional.of(clientSecret);
    }
  }

  /**
   * {@code client_secret_post}.
   *
   * @param clientId the client's identifier
   * @param clientSecret its secret
   */
  record Body(String clientId, Secret clientSecret) implements ClientAuthentication {
    /**
     * Checks the identifier.
     *
     * @param clientId the client's identifier
     * @param clientSecret its secret
     */
    public Body {
      checkId(clientId);
    }

    @Override
    public Optional<Secret> secret() {
      return Optional.of(clientSecret);
    }
  }

  /**
   * {@code client_secret_post} with a secret that is computed for each request.
   *
   * @param clientId the client's identifier
   * @param mint what computes the secret
   */
  record Minted(String clientId, SecretMint mint) implements ClientAuthentication {
    /**
     * Checks the identifier.
     *
     * @param clientId the client's identifier
     * @param mint what computes the secret
     */
    public Minted {
      checkId(clientId);
    }

    @Override
    public Optional<Secret> secret() {
      return Optional.of(mint.mint(clientId));
    }
  }

  /**
   * Writes a Basic header.
   *
   * @param clientId the client's identifier
   * @param clientSecret its secret
   * @param raw whether both are sent as they are
   * @return the value of {@code Authorization}
   */
  static String basicHeader(String clientId, Secret clientSecret, boolean raw) {
    String pair =
        raw
            ? clientId + ":" + clientSecret.reveal()
            : FormEncoding.encode(clientId) + ":" + FormEncoding.encode(clientSecret.reveal());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static void checkId(String clientId) {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("clientAuthentication: the client id must not be blank.");
    }
    if (!clientId.equals(clientId.strip())) {
      throw new IllegalArgumentException(
          "clientAuthentication: the client id must not begin or end with white space; found \""
              + clientId
              + "\".");
    }
  }
}
