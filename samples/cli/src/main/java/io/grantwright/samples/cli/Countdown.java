package io.grantwright.samples.cli;

import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceProgress;
import java.io.PrintStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows how long the user still has: on a terminal a line that counts down, elsewhere only what
 * changes.
 */
final class Countdown implements AutoCloseable {
  private static final String LINE_START = "\r\u001b[K";

  private final PrintStream err;
  private final boolean drawn;
  private final Screen screen;
  private final DeviceAuthorization authorization;
  private final ScheduledFuture<?> ticking;
  private String state = "Waiting for you";
  private boolean closed;

  Countdown(Machine machine, Screen screen, DeviceAuthorization authorization) {
    this.err = machine.err();
    this.drawn = machine.terminal() && !screen.isJson();
    this.screen = screen;
    this.authorization = authorization;
    screen.say(
        "Waiting for you, for " + TimeLeft.text(authorization.timeLeft()) + "; Ctrl-C gives up.");
    this.ticking = machine.scheduler().scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    machine.unbroken().whenStopped(this::close); // Last: it may be at once.
  }

  /** Takes what the last question to the server brought. */
  synchronized void progress(DeviceProgress progress) {
    String now =
        switch (progress.state()) {
          case PENDING -> "Waiting for you";
          case SLOWED_DOWN -> "Waiting for you (the server wants to be asked less often)";
          case UNREACHABLE -> "The server does not answer; your code is still good";
        };
    if (!now.equals(state)) {
      state = now;
      if (!drawn) {
        screen.say(now + ".");
      }
    }
    draw();
  }

  private synchronized void tick() {
    draw();
  }

  private void draw() {
    if (drawn && !closed) {
      err.print(
          LINE_START + state + ", " + TimeLeft.countdown(authorization.timeLeft()) + " left ");
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    ticking.cancel(false);
    if (drawn && !closed) {
      err.print(LINE_START);
      err.flush();
    }
    closed = true;
  }
}
