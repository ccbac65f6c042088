package io.grantwright.runtime.oauth;

import io.grantwright.annotations.AtRoot;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.SdkClient;

/**
 * Where authorization servers publish their metadata. The server's URL is the issuer. What comes
 * back is to be {@linkplain ServerMetadata#trusted checked} before it is used, which {@link
 * Discovery} does.
 */
@SdkClient(name = "WellKnown")
@PathVariable(name = "issuerPath", value = "")
public interface WellKnown {
  /**
   * Asks for the metadata where RFC 8414 §3.1 puts it: the well-known part goes between the host
   * and the path of the issuer, which is {@code issuerPath}.
   *
   * @return the metadata, unchecked
   */
  @Get("/.well-known/oauth-authorization-server{issuerPath}")
  @AtRoot
  ServerMetadata authorizationServer();

  /**
   * Asks for the metadata where OpenID Connect Discovery §4 puts it: after the path of the issuer.
   *
   * @return the metadata, unchecked
   */
  @Get("/.well-known/openid-configuration")
  ServerMetadata openidConfiguration();
}
