package io.grantwright.samples.quickstart;

import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.LoopbackReceiver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Where the user logs in. */
sealed interface Login {
  /**
   * On this machine, with the authorization code grant.
   *
   * @param receiver where the browser is to bring the callback
   * @param browser shows the login page to the user
   */
  record Here(LoopbackReceiver receiver, Browser browser) implements Login {}

  /**
   * On another machine, with the device grant.
   *
   * @param tell tells the user where to go and what to type there
   * @param scheduler waits between two questions for the user's decision
   */
  record Elsewhere(Consumer<DeviceAuthorization> tell, ScheduledExecutorService scheduler)
      implements Login {}
}
