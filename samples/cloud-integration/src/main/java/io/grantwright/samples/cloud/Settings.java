package io.grantwright.samples.cloud;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What whoever runs the hub decides.
 *
 * @param directory where tokens and credentials are kept
 * @param bind the address to listen on
 * @param port the port to listen on, or 0 for any free one
 * @param publicUrl the address that browsers use, if that is another one
 * @param api the address of the provider's API
 * @param accountPath the path of the API that says whose account it is
 * @param revocation where the provider takes tokens back, if it does
 * @param issuer what the provider calls itself in callbacks, if it does (RFC 9207)
 */
record Settings(
    Path directory,
    String bind,
    int port,
    Optional<String> publicUrl,
    String api,
    String accountPath,
    Optional<String> revocation,
    Optional<String> issuer) {

  static final String LOOPBACK = "127.0.0.1";
  static final int PORT = 8124;
  static final String ACCOUNT_PATH = "me";

  /** The usual ones. */
  static Settings of(Path directory, String api) {
    return new Settings(
        directory,
        LOOPBACK,
        PORT,
        Optional.empty(),
        api,
        ACCOUNT_PATH,
        Optional.empty(),
        Optional.empty());
  }

  Settings withBind(String value) {
    return new Settings(directory, value, port, publicUrl, api, accountPath, revocation, issuer);
  }

  Settings withPort(int value) {
    return new Settings(directory, bind, value, publicUrl, api, accountPath, revocation, issuer);
  }

  Settings withPublicUrl(String value) {
    return new Settings(
        directory, bind, port, Optional.of(value), api, accountPath, revocation, issuer);
  }

  Settings withAccountPath(String value) {
    return new Settings(directory, bind, port, publicUrl, api, value, revocation, issuer);
  }

  Settings withRevocation(String value) {
    return new Settings(
        directory, bind, port, publicUrl, api, accountPath, Optional.of(value), issuer);
  }

  Settings withIssuer(String value) {
    return new Settings(
        directory, bind, port, publicUrl, api, accountPath, revocation, Optional.of(value));
  }
}
