package io.grantwright.runtime.flow;

/** How a server signs id tokens (RFC 7518 §3.1). Others, and {@code none}, are not accepted. */
public enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, by a key of 2,048 bits or more. */
  RS256,
  /** ECDSA with P-256 and SHA-256. */
  ES256
}
