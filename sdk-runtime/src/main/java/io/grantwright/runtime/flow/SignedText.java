package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.JsonWebKey;
import java.util.List;
import java.util.Optional;

/** Reads a signed text (RFC 7515), which takes a library. */
interface SignedText {
  /**
   * {@return the text if one of the keys signed it; empty if none did}
   *
   * @throws AuthorizationException.InvalidIdToken if it is none, or its header asks for something
   *     else than this algorithm
   */
  Optional<String> read(String compact, SigningAlgorithm algorithm, List<JsonWebKey> keys);
}
