package io.grantwright.runtime.call;

import com.squareup.moshi.JsonWriter;
import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of one endpoint say who the client is: by exactly one mechanism (RFC 6749 §2.3).
 *
 * @param client the client; null if it has not been set, so that requests may say it themselves
 * @param mechanism what the endpoint accepts of it
 * @param basicHeader the value of {@code Authorization}; null for the other mechanisms
 * @param secretRequired whether the server silently does nothing without a secret
 */
record Identification(
    @Nullable ClientAuthentication client,
    Mechanism mechanism,
    @Nullable String basicHeader,
    boolean secretRequired) {

  /** Null for an endpoint that does not ask for it. */
  static @Nullable Identification of(Endpoint<?> endpoint, @Nullable ClientAuthentication client) {
    Endpoint.ClientAuthenticationRule rule = endpoint.clientAuthentication().orElse(null);
    if (rule == null) {
      return null;
    }
    Mechanism mechanism = mechanism(endpoint, rule, client);
    String header = null;
    if (mechanism == Mechanism.BASIC && client != null) {
      boolean raw =
          (client instanceof ClientAuthentication.Basic basic && basic.isRaw())
              || rule.basicEncoding() == BasicEncoding.RAW;
      Secret secret = client.secret().orElseThrow();
      header =
          rule.basicEncoding() == BasicEncoding.SECRET_ONLY
              ? "Basic " + ByteString.encodeUtf8(secret.reveal() + ":").base64()
              : ClientAuthentication.basicHeader(client.clientId(), secret, raw);
    }
    return new Identification(client, mechanism, header, rule.secretRequired());
  }

  private static Mechanism mechanism(
      Endpoint<?> endpoint,
      Endpoint.ClientAuthenticationRule rule,
      @Nullable ClientAuthentication client) {
    Mechanism wanted =
        client instanceof ClientAuthentication.Basic
            ? Mechanism.BASIC
            : client instanceof ClientAuthentication.Body
                    || client instanceof ClientAuthentication.Minted
                ? Mechanism.BODY
                : Mechanism.NONE;
    if (rule.mechanisms().contains(wanted)) {
      return wanted;
    }
    if (wanted != Mechanism.NONE) {
      for (Mechanism accepted : rule.mechanisms()) {
        if (accepted != Mechanism.NONE) {
          return accepted;
        }
      }
    }
    if (rule.secretRequired()) {
      return Mechanism.NONE; // Refused when it is called: the client's other endpoints are usable.
    }
    throw new IllegalArgumentException(
        client == null
            ? "clientAuthentication is missing: "
                + endpoint
                + " accepts "
                + rule.mechanisms()
                + ". Set clientAuthentication(ClientAuthentication.basic(id, secret)), or body."
            : "clientAuthentication: "
                + endpoint
                + " accepts "
                + rule.mechanisms()
                + ", and the client is configured for "
                + wanted
                + ".");
  }

  /** For the providers whose token endpoint is a GET. */
  void addToQuery(Draft draft) {
    if (client != null && mechanism == Mechanism.QUERY) {
      draft.query("client_id", client.clientId());
      draft.querySensitive("client_secret", client.secret().orElseThrow().reveal());
    }
  }

  void writeForm(Draft.Form form, Operation<?> operation) {
    boolean anonymous = check(form.value("client_id"), form.value("client_secret"), operation);
    if (client != null) {
      if (anonymous && mechanism != Mechanism.BASIC && mechanism != Mechanism.QUERY) {
        form.add("client_id", client.clientId());
      }
      if (mechanism == Mechanism.BODY) {
        form.add("client_secret", client.secret().orElseThrow().reveal());
      }
    }
  }

  /** Adds to an open object what it does not say yet. */
  void writeJson(
      JsonWriter writer, @Nullable String id, @Nullable String secret, Operation<?> operation)
      throws IOException {
    boolean anonymous = check(id, secret, operation);
    if (client != null) {
      if (anonymous && mechanism != Mechanism.BASIC && mechanism != Mechanism.QUERY) {
        writer.name("client_id").value(client.clientId());
      }
      if (mechanism == Mechanism.BODY) {
        writer.name("client_secret").value(client.secret().orElseThrow().reveal());
      }
    }
  }

  /** Whether a body that was drafted does not name the client yet. */
  private boolean check(@Nullable String id, @Nullable String secret, Operation<?> operation) {
    if (client != null && secret != null && client.secret().isPresent()) {
      throw operation.refused(
          "clientAuthentication",
          "The request has a client_secret of its own; exactly one mechanism is used per request.");
    }
    if (client != null && id != null && !id.equals(client.clientId())) {
      throw operation.refused(
          "clientAuthentication", "The request has another client_id of its own.");
    }
    if (secretRequired && secret == null && (client == null || client.secret().isEmpty())) {
      throw operation.refused(
          "clientAuthentication",
          "The endpoint needs a client secret: give clientAuthentication one.");
    }
    return id == null;
  }
}
