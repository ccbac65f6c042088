package io.grantwright.samples.cli;

import io.grantwright.runtime.call.AnswerView;
import io.grantwright.runtime.call.CallHooks;
import io.grantwright.runtime.call.RequestView;
import io.grantwright.runtime.error.CallException;

/** Tells those who look for a fault what is sent and what comes back; nothing of it is secret. */
final class Trace implements CallHooks {
  private final Screen screen;

  Trace(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void beforeRequest(RequestView request) {
    screen.say("> " + request.verb() + " " + request.url());
  }

  @Override
  public void afterSuccess(AnswerView answer) {
    screen.say("< " + answer.status() + " in " + answer.elapsed().toMillis() + " ms");
  }

  @Override
  public void afterFailure(CallException failure) {
    screen.say("< " + failure.getMessage());
  }
}
