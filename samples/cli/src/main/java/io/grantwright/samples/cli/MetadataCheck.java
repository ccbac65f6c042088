package io.grantwright.samples.cli;

import static io.grantwright.samples.cli.Finding.careful;
import static io.grantwright.samples.cli.Finding.fine;
import static io.grantwright.samples.cli.Finding.wrong;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.samples.cli.Profile.Authentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a profile against what its server says of itself; asks nobody. */
final class MetadataCheck {
  /** What a server that does not say offers (RFC 8414 §2). */
  private static final List<String> DEFAULT_GRANTS = List.of("authorization_code", "implicit");

  private final Profile profile;
  private final ServerMetadata metadata;
  private final List<Finding> findings = new ArrayList<>();

  private MetadataCheck(Profile profile, ServerMetadata metadata) {
    this.profile = profile;
    this.metadata = metadata;
  }

  static List<Finding> of(Profile profile, ServerMetadata metadata) {
    MetadataCheck check = new MetadataCheck(profile, metadata);
    check.login();
    check.authentication();
    check.scope();
    check.refresh();
    check.clientCredentials();
    check.device();
    check.tokens("introspect", Role.INTROSPECTION, "introspection");
    check.tokens("revoke", Role.REVOCATION, "revocation");
    check.userInfo();
    return List.copyOf(check.findings);
  }

  private void login() {
    List<String> missing = new ArrayList<>();
    if (metadata.authorizationEndpoint().isEmpty()) {
      missing.add("it names no authorization_endpoint");
    }
    if (!grants().contains("authorization_code")) {
      missing.add("grant_types_supported has no authorization_code");
    }
    if (!metadata.responseTypesSupported().orElse(List.of("code")).contains("code")) {
      missing.add("response_types_supported has no code");
    }
    if (!missing.isEmpty()) {
      findings.add(careful("login", "login will not work: " + String.join(", and ", missing)));
      return;
    }
    findings.add(fine("login", "login will work: the server offers the authorization code grant"));
    Optional<List<String>> methods = metadata.codeChallengeMethodsSupported();
    if (methods.isEmpty()) {
      findings.add(
          careful(
              "pkce",
              "the server does not say that it knows PKCE; login sends it all the same, and most"
                  + " servers ignore what they do not know"));
    } else if (!methods.get().contains("S256")) {
      findings.add(
          wrong(
              "pkce",
              "login will not work: the server knows PKCE only with "
                  + String.join(", ", methods.get())
                  + ", and the program sends S256 alone"));
    } else {
      findings.add(fine("pkce", "the server knows PKCE with S256"));
    }
    findings.add(
        metadata.authorizationResponseIssParameterSupported().orElse(false)
            ? fine("issuer", "callbacks have to name " + metadata.issuer() + " (RFC 9207)")
            : careful(
                "issuer",
                "callbacks do not name their issuer (RFC 9207): give each server a redirect URI of"
                    + " its own"));
  }

  private void authentication() {
    List<String> taken =
        metadata.tokenEndpointAuthMethodsSupported().orElse(List.of(Authentication.BASIC.method()));
    if (profile.authentication().isPresent()) {
      String method = profile.authentication().get().method();
      if (taken.contains(method)) {
        findings.add(fine("client", "the server takes " + method));
      } else if (!profile.hasSecret()) {
        findings.add(
            careful(
                "client",
                "the server does not list none among %s; many take clients without a secret all the"
                        .formatted(String.join(", ", taken))
                    + " same"));
      } else {
        findings.add(
            wrong(
                "client",
                "nothing will work: the client uses %s, and the server takes %s; see --auth"
                    .formatted(method, String.join(", ", taken))));
      }
      return;
    }
    boolean known =
        taken.contains(Authentication.BASIC.method())
            || taken.contains(Authentication.POST.method());
    findings.add(
        known
            ? fine("client", "the server takes secrets as " + String.join(", ", taken))
            : wrong(
                "client",
                "the program has no way to authenticate that the server takes (%s); a client"
                        .formatted(String.join(", ", taken))
                    + " without a secret says --auth none"));
  }

  private void scope() {
    if (profile.scope().isEmpty()) {
      findings.add(
          careful("scope", "no scope is asked for, so that the server chooses; see --scope"));
      return;
    }
    if (metadata.scopesSupported().isEmpty()) {
      return;
    }
    List<String> unknown = new ArrayList<>(profile.asked().values());
    unknown.removeAll(metadata.scopesSupported().get());
    findings.add(
        unknown.isEmpty()
            ? fine("scope", "the server knows every scope that is asked for")
            : careful(
                "scope",
                "the server does not list "
                    + String.join(" ", unknown)
                    + "; it may know more than it lists"));
  }

  private void refresh() {
    if (!grants().contains("refresh_token") && metadata.grantTypesSupported().isPresent()) {
      findings.add(
          careful(
              "refresh",
              "refresh will not work: grant_types_supported has no refresh_token, so that users log"
                  + " in again when their token expires"));
      return;
    }
    boolean offline =
        metadata.scopesSupported().filter(all -> all.contains("offline_access")).isPresent();
    boolean asked = profile.asked().values().contains("offline_access");
    findings.add(
        offline && !asked
            ? careful(
                "refresh",
                "refresh tokens may need the scope offline_access, which is not asked for; see"
                    + " login --offline")
            : fine("refresh", "the server offers refresh tokens"));
  }

  private void clientCredentials() {
    if (!profile.hasSecret()) {
      findings.add(careful("token", "token will not work: the client has no secret"));
    } else if (!grants().contains("client_credentials")) {
      findings.add(
          careful("token", "token will not work: grant_types_supported has no client_credentials"));
    } else {
      findings.add(fine("token", "token will work, if the client may have client credentials"));
    }
  }

  private void device() {
    boolean offered =
        metadata
            .grantTypesSupported()
            .map(all -> all.contains("urn:ietf:params:oauth:grant-type:device_code"))
            .orElse(true);
    if (metadata.deviceAuthorizationEndpoint().isEmpty()) {
      findings.add(
          careful(
              "device", "device will not work: the server names no device_authorization_endpoint"));
    } else if (!offered) {
      findings.add(
          careful("device", "device will not work: grant_types_supported has no device_code"));
    } else {
      findings.add(fine("device", "device will work, if the client may use it"));
    }
  }

  private void tokens(String command, Role role, String name) {
    if (metadata.address(role).isEmpty()) {
      findings.add(
          careful(
              command,
              "%s will not work: the server names no %s_endpoint".formatted(command, name)));
      return;
    }
    Optional<List<String>> taken = list(name + "_endpoint_auth_methods_supported");
    String used = profile.authentication().map(Authentication::method).orElse("");
    findings.add(
        taken.isPresent() && !used.isEmpty() && !taken.get().contains(used)
            ? careful(
                command,
                "%s will not work: its endpoint takes %s, and the client uses %s"
                    .formatted(command, String.join(", ", taken.get()), used))
            : fine(command, command + " will work"));
  }

  private void userInfo() {
    if (metadata.userinfoEndpoint().isEmpty()) {
      findings.add(
          careful("userinfo", "userinfo will not work: the server names no endpoint for it"));
    } else if (!profile.asked().values().contains("openid")) {
      findings.add(careful("userinfo", "userinfo will not work without the scope openid"));
    } else {
      findings.add(fine("userinfo", "userinfo will work"));
    }
  }

  private List<String> grants() {
    return metadata.grantTypesSupported().orElse(DEFAULT_GRANTS);
  }

  private Optional<List<String>> list(String member) {
    if (metadata.unknown().asMap().get(member) instanceof List<?> values) {
      return Optional.of(values.stream().map(String::valueOf).toList());
    }
    return Optional.empty();
  }
}
