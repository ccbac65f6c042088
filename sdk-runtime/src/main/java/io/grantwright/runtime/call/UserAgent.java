package io.grantwright.runtime.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What calls say of this library in {@code User-Agent} (RFC 9110 §10.1.5). */
final class UserAgent {
  static final String TEXT = "grantwright/" + version();

  private UserAgent() {}

  /** The build writes the version into a resource: it is then the same in jars and in tests. */
  private static String version() {
    try (InputStream version = UserAgent.class.getResourceAsStream("version.txt")) {
      if (version == null) {
        return "unknown";
      }
      return new String(version.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt beside UserAgent cannot be read.", e);
    }
  }
}
