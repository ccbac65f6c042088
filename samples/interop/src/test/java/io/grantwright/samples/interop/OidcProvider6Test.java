package io.grantwright.samples.interop;

/** oidc-provider 6, which OAuth node locks. */
final class OidcProvider6Test extends FlowsTest {
  @Override
  Server start() {
    return NodeServer.start("oidc-provider-6");
  }
}
