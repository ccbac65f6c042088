package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.DeviceAuthorizationResponse;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.DeviceTokenRequest;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CountdownTest {
  private final Terminal terminal;
  private final DeviceAuthorization authorization =
      DeviceFlow.builder(new Waiting()).build().authorization().start();

  CountdownTest(@TempDir Path directory) {
    terminal = new Terminal(directory);
    terminal.isTerminal = true;
  }

  /** Ctrl-C comes at any moment, and what follows it must come to its end. */
  @Test
  void clearsItsLineIfItIsStoppedWhileItBegins() {
    terminal.scheduler =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> scheduleAtFixedRate(
              Runnable tick, long first, long period, TimeUnit unit) {
            terminal.unbroken.stop(() -> {});
            tick.run();
            return schedule(() -> {}, 1, TimeUnit.DAYS);
          }
        };
    Machine machine = terminal.machine();
    Countdown countdown = new Countdown(machine, new OutputOption().screen(machine), authorization);
    assertThat(terminal.err()).endsWith("left \r\u001b[K");
    countdown.close();
    terminal.scheduler.shutdownNow();
  }

  /** A server whose user does not decide. */
  private static final class Waiting implements DeviceGrant {
    @Override
    public DeviceAuthorizationResponse authorizeDevice(DeviceAuthorizationRequest request) {
      return new DeviceAuthorizationResponse(
          Secret.of("canary-device"),
          "ABCD-EFGH",
          "https://as.example/device",
          Optional.empty(),
          300,
          Optional.empty(),
          UnknownMembers.EMPTY);
    }

    @Override
    public TokenResponse pollDevice(DeviceTokenRequest request) {
      throw new IllegalStateException("Nobody asks");
    }
  }
}
