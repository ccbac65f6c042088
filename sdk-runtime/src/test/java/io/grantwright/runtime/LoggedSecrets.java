package io.grantwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads all that is logged while this module's tests run, and fails the test in which a secret is
 * seen. JUnit finds it by itself. Secrets of tests are recognised by what they are called.
 */
public final class LoggedSecrets implements AfterEachCallback {
  private static final Pattern SECRET =
      Pattern.compile("canary|cAnArY|\\b[ar]t-[\\w-]*\\w|\\bc0de\\b|\\bs3cret\\b");

  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  /** What has been seen since it was asked last. */
  static List<String> take() {
    List<String> seen = new ArrayList<>();
    SEEN.removeIf(seen::add);
    return seen;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(take()).as("lines of the log with secrets in them").isEmpty();
  }

  /** Named in {@code logback-test.xml}. */
  public static final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      String line = event.getFormattedMessage();
      if (event.getThrowableProxy() != null) {
        line += ThrowableProxyUtil.asString(event.getThrowableProxy());
      }
      if (SECRET.matcher(line).find()) {
        SEEN.add(line);
      }
    }
  }
}
