package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.secret.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** A secret that must never be seen again, and all the places where it could be. */
final class Canary extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  static final String VALUE = "cAnArY-5eCrEt-0f-th3-t3st";
  static final Secret SECRET = Secret.of(VALUE);

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.grantwright");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Listens to everything that is logged until it is closed, at each level. */
  Canary() {
    setContext(logger.getLoggerContext());
    start();
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  List<String> lines() {
    return lines;
  }

  /** A failure says something, but nothing secret, wherever one looks. */
  void assertUnseenIn(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    assertThat(failure.getMessage()).isNotBlank();
    assertThat(trace.toString()).doesNotContain(VALUE);
    if (failure instanceof CallException call) {
      assertThat(call.context().toString()).doesNotContain(VALUE);
    }
    assertUnseenInLog();
  }

  void assertUnseenInLog() {
    assertThat(lines).noneMatch(line -> line.contains(VALUE));
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(event.getLevel() + " " + event.getFormattedMessage() + trace);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    stop();
  }
}
