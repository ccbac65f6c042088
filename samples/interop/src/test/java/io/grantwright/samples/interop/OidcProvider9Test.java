package io.grantwright.samples.interop;

/** The newest oidc-provider. */
final class OidcProvider9Test extends FlowsTest {
  @Override
  Server start() {
    return NodeServer.start("oidc-provider-9");
  }
}
