package io.grantwright.samples.interop;

import io.grantwright.runtime.secret.Secret;

/**
 * An authorization server with the user {@code ada} and four clients that may do the same. Each has
 * the secret {@link #secret} and takes callbacks at {@code /callback} of any port of 127.0.0.1.
 */
interface Server extends AutoCloseable {
  /** Whom the user agrees with. */
  String NOTES = "notes";

  /** Whom the user agrees with once, and has not before. */
  String NEWCOMER = "newcomer";

  /** Whom the user always refuses: some servers remember what was agreed to. */
  String STRANGER = "stranger";

  /** Whose device codes live for a second. */
  String HASTY = "hasty";

  /** {@return name and version, for the table} */
  String name();

  /** {@return the issuer} */
  String issuer();

  /** {@return the user's password} */
  String password();

  /** {@return whether a refresh token needs {@code offline_access} and {@code prompt=consent}} */
  boolean issuesRefreshTokensOnRequestOnly();

  /** {@return whether a refresh token that is used twice ends what came from the same login} */
  boolean endsTheGrantOnReuse();

  /** {@return whether a wrong secret is answered with {@code WWW-Authenticate}} */
  boolean challengesClients();

  /** {@return the secret of a client} */
  static Secret secret(String clientId) {
    return Secret.of(clientId + "-secret");
  }

  @Override
  void close();
}
