package io.grantwright.runtime.store;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.RefreshMarker;
import io.grantwright.runtime.session.StoredGrant;
import java.util.List;
import java.util.Optional;

/** Grants for the tests of stores. */
final class Grants {
  static final GrantKey ALICE = GrantKey.of("client", "https://as.example", "alice");

  private Grants() {}

  static StoredGrant plain(long version) {
    return plain(version, "refresh-" + version);
  }

  static StoredGrant plain(long version, String refreshToken) {
    return grant(version, refreshToken, Optional.empty());
  }

  static StoredGrant marked(long version) {
    Secret token = Secret.of("refresh-" + (version - 1));
    return grant(
        version,
        token.reveal(),
        Optional.of(
            new RefreshMarker(
                RefreshMarker.hash(token), version - 1, 1000, 61000, RefreshMarker.Stage.SENT)));
  }

  private static StoredGrant grant(
      long version, String refreshToken, Optional<RefreshMarker> marker) {
    return new StoredGrant(
        version,
        Optional.of(Secret.of(refreshToken)),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        marker,
        UnknownMembers.EMPTY);
  }
}
