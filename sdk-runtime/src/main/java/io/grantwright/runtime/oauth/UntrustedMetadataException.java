package io.grantwright.runtime.oauth;

import java.io.Serial;

/** A server's metadata is not what it must be before its addresses may be used (RFC 8414 §3.3). */
public final class UntrustedMetadataException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UntrustedMetadataException(String message) {
    super(message);
  }
}
