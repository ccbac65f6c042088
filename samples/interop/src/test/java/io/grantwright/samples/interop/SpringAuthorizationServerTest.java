package io.grantwright.samples.interop;

/** Spring Authorization Server, in this process. */
final class SpringAuthorizationServerTest extends FlowsTest {
  @Override
  Server start() {
    return new SpringServer();
  }
}
