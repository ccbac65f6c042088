package io.grantwright.runtime.store;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.session.GrantKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first line of a store's file. Its first two members never change their meaning; what else
 * there is depends on the version.
 *
 * @param format what is in the file
 * @param version of the format
 * @param client of the grant's key; absent, as its other parts, where the file is not of one grant
 * @param server of the grant's key
 * @param account of the grant's key
 * @param grant of the grant's key
 * @param keyId the name of the key that encrypted the content; absent for plain content
 * @param nonce of the encryption, in Base64
 * @param sha256 of the content as it stands in the file, in hexadecimal digits
 */
@Model
@Naming(Naming.Case.SNAKE)
record FileHeader(
    String format,
    int version,
    Optional<String> client,
    Optional<String> server,
    Optional<String> account,
    Optional<String> grant,
    Optional<String> keyId,
    Optional<String> nonce,
    Optional<String> sha256) {
  /** Whose file it is; empty if it does not say, or only half. */
  Optional<GrantKey> owner() {
    return Stream.of(client, server, account, grant)
            .allMatch(part -> part.filter(text -> !text.isEmpty()).isPresent())
        ? Optional.of(
            new GrantKey(
                client.orElseThrow(),
                server.orElseThrow(),
                account.orElseThrow(),
                grant.orElseThrow()))
        : Optional.empty();
  }
}
