package io.grantwright.runtime.flow;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import io.grantwright.runtime.oauth.JsonWebKey;
import io.grantwright.runtime.oauth.JsonWebKeyCompanion;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Signed texts by Nimbus JOSE + JWT. The only class that knows it: it is not always there. */
final class NimbusSignedText implements SignedText {
  private static final int MIN_RSA_BITS = 2_048;

  /** Fails to link where the library is missing. */
  NimbusSignedText() {
    JWSAlgorithm unused = JWSAlgorithm.RS256;
  }

  @Override
  public Optional<String> read(String compact, SigningAlgorithm algorithm, List<JsonWebKey> keys) {
    JWSObject signed;
    try {
      signed = JWSObject.parse(compact);
    } catch (ParseException e) {
      throw new AuthorizationException.InvalidIdToken(
          "The id token is not one: it cannot be read as a signed JWT");
    }
    JWSAlgorithm expected =
        switch (algorithm) {
          case RS256 -> JWSAlgorithm.RS256;
          case ES256 -> JWSAlgorithm.ES256;
        };
    if (!signed.getHeader().getAlgorithm().equals(expected)) {
      throw new AuthorizationException.InvalidIdToken(
          "The id token is signed by "
              + CallbackParameters.shown(signed.getHeader().getAlgorithm().getName())
              + ", but "
              + algorithm
              + " is expected");
    }
    for (JsonWebKey key : keys) {
      if (isSignedBy(key, signed, algorithm)) {
        return Optional.of(signed.getPayload().toString());
      }
    }
    return Optional.empty();
  }

  private static boolean isSignedBy(
      JsonWebKey candidate, JWSObject signed, SigningAlgorithm algorithm) {
    try {
      JWK key = JWK.parse(JsonWebKeyCompanion.INSTANCE.toJson(candidate));
      String keyId = signed.getHeader().getKeyID();
      boolean meant = keyId == null || keyId.equals(key.getKeyID());
      boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      boolean fits =
          key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm.name());
      return meant && signs && fits && signed.verify(verifier(key, algorithm));
    } catch (ParseException | JOSEException e) {
      return false; // A key that is of another kind or broken is as good as none.
    }
  }

  private static JWSVerifier verifier(JWK key, SigningAlgorithm algorithm) throws JOSEException {
    return switch (algorithm) {
      case RS256 -> {
        if (!key.getKeyType().equals(KeyType.RSA) || key.size() < MIN_RSA_BITS) {
          throw new JOSEException("No RSA key, or too short");
        }
        yield new RSASSAVerifier(key.toRSAKey());
      }
      case ES256 -> {
        if (!key.getKeyType().equals(KeyType.EC)) {
          throw new JOSEException("No EC key");
        }
        yield new ECDSAVerifier(key.toECKey());
      }
    };
  }
}
