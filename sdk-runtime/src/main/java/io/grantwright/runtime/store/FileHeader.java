package io.grantwright.runtime.store;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.session.GrantKey;
import java.util.Optional;

/**
 * The first line of a grant's file. Its first two members never change their meaning; what else
 * there is depends on the version.
 *
 * @param format {@link GrantFormat#NAME}
 * @param version of the format
 * @param client of the grant's key
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
  boolean isOf(GrantKey key) {
    return client.equals(Optional.of(key.client()))
        && server.equals(Optional.of(key.server()))
        && account.equals(Optional.of(key.account()))
        && grant.equals(Optional.of(key.grant()));
  }
}
