package io.grantwright.samples.cli;

import io.grantwright.samples.quickstart.EmbeddedServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One embedded server for all tests; JUnit closes it after the last. */
final class OneServer implements BeforeAllCallback {
  static final EmbeddedServer SERVER = EmbeddedServer.start();

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(Namespace.create(OneServer.class)).put("server", SERVER);
  }
}
