package io.grantwright.runtime.flow;

import io.grantwright.runtime.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser brings back from the authorization endpoint (RFC 6749 §4.1.2). Not to be trusted
 * before {@link AuthorizationCodeFlow#complete} has checked it; the code in it cannot be taken out.
 */
public final class AuthorizationCallback {
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  /** RFC 6749 §4.1.2.1. */
  private static final Pattern ERROR = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");

  /** RFC 6749 §4.1.2 and §4.1.2.1, RFC 9207 §2. */
  private static final Set<String> OWN =
      Set.of("code", "state", "iss", "error", "error_description", "error_uri");

  private final String address;
  private final Map<String, String> parameters;

  private AuthorizationCallback(String address, Map<String, String> parameters) {
    this.address = address;
    this.parameters = parameters;
  }

  /** A provider may name what is in it differently; then only the flow can tell what it is. */
  private static AuthorizationCallback checked(String address, Map<String, String> parameters) {
    AuthorizationCallback callback = new AuthorizationCallback(address, parameters);
    boolean ofNoAnswer = callback.code().isEmpty() && callback.error().isEmpty();
    if (!ofNoAnswer || callback.state().isEmpty() || callback.others(Set.of()).isEmpty()) {
      callback.checkAnswer("pass it whole, with its query");
    }
    return callback;
  }

  /**
   * The callback by the standard names.
   *
   * @param names the provider's names, by the standard ones
   * @throws AuthorizationException.Malformed if it has neither a code nor an error, or both
   */
  AuthorizationCallback standard(Map<String, String> names) {
    Map<String, String> renamed = new LinkedHashMap<>(parameters);
    names.forEach(
        (name, to) -> {
          String value = renamed.remove(to);
          if (value != null) {
            renamed.put(name, value);
          }
        });
    AuthorizationCallback callback = new AuthorizationCallback(address, renamed);
    callback.checkAnswer(
        "if this provider names them otherwise, declare @Renamed(in = CALLBACK) on its descriptor");
    return callback;
  }

  /** All of it, by the provider's own names. */
  Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * Reads a callback that came as a request for a URI.
   *
   * @param uri the whole URI, as text: any scheme, with or without a host; a fragment is ignored
   * @return the callback
   * @throws AuthorizationException.Malformed if it cannot be read, has a parameter twice, or has
   *     neither a code nor an error, or both
   */
  public static AuthorizationCallback ofUri(String uri) {
    return checked(absolute(uri), CallbackParameters.read(CallbackParameters.query(uri)));
  }

  /**
   * Reads a callback that came as a form (OAuth 2.0 Form Post Response Mode).
   *
   * @param uri the whole URI that the form was posted to; what is in its query counts as well, such
   *     as the redirect URI's own
   * @param body the body of the request, form-encoded, as it came
   * @return the callback
   * @throws AuthorizationException.Malformed if it cannot be read, has a parameter twice, be it in
   *     both, or has neither a code nor an error, or both
   */
  public static AuthorizationCallback ofFormPost(String uri, String body) {
    Map<String, String> parameters = CallbackParameters.read(CallbackParameters.query(uri));
    CallbackParameters.read(body)
        .forEach(
            (name, value) -> {
              if (parameters.putIfAbsent(name, value) != null) {
                throw new AuthorizationException.Malformed(
                    "The callback has the parameter "
                        + CallbackParameters.shown(name)
                        + " in its form and in its query");
              }
            });
    return checked(absolute(uri), parameters);
  }

  /**
   * Gives the state, by which an application finds the {@link PendingAuthorization} that this is
   * the answer to.
   *
   * @return the state; absent if the callback has none
   */
  public Optional<Secret> state() {
    return parameter("state").map(Secret::of);
  }

  /**
   * {@return the error that the server says it is, such as {@code access_denied}; not trusted yet}
   */
  public Optional<String> error() {
    return parameter("error");
  }

  Optional<Secret> code() {
    return parameter("code").map(Secret::of);
  }

  Optional<String> errorDescription() {
    return parameter("error_description").map(CallbackParameters::shown);
  }

  Optional<String> errorUri() {
    return parameter("error_uri").map(CallbackParameters::shown);
  }

  Optional<String> issuer() {
    return parameter("iss");
  }

  String address() {
    return address;
  }

  /** What a server adds of its own. */
  Map<String, String> others(Set<String> expected) {
    Map<String, String> others = new LinkedHashMap<>(parameters);
    others.keySet().removeAll(OWN);
    others.keySet().removeAll(expected);
    return others;
  }

  /** Whether a parameter that the redirect URI had of its own is still there. */
  boolean has(String name, String value) {
    return value.equals(parameters.get(name));
  }

  /** {@return the address without the parameters, and what kind of answer it is} */
  @Override
  public String toString() {
    return "AuthorizationCallback[" + address + ", " + error().orElse("code") + "]";
  }

  private void checkAnswer(String advice) {
    Optional<String> error = error();
    if (parameter("code").isPresent() == error.isPresent()) {
      throw new AuthorizationException.Malformed(
          error.isPresent()
              ? "The callback has a code and an error; it can have only one of them"
              : "The callback has neither a code nor an error; " + advice);
    }
    if (error.isPresent() && !ERROR.matcher(error.get()).matches()) {
      throw new AuthorizationException.Malformed(
          "The callback's error is too long or has characters that RFC 6749 §4.1.2.1 forbids");
    }
  }

  /** A parameter without a value counts as left out (RFC 6749 §3.1). */
  private Optional<String> parameter(String name) {
    @Nullable String value = parameters.get(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private static String absolute(String uri) {
    if (!SCHEME.matcher(uri).matches()) {
      throw new AuthorizationException.Malformed(
          "The callback does not start with a scheme; pass the whole URI, such as"
              + " https://app.example/callback?code=...");
    }
    return CallbackParameters.address(uri);
  }
}
