package io.grantwright.samples.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One cloud for all tests; JUnit closes it after the last. */
final class OneCloud implements BeforeAllCallback {
  static final Duration LIFETIME = Duration.ofMinutes(5);
  static final DemoCloud CLOUD = start();

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(Namespace.create(OneCloud.class)).put("cloud", CLOUD);
  }

  private static DemoCloud start() {
    try {
      return DemoCloud.start(0, LIFETIME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
