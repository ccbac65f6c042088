package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.DeviceAuthorizationResponse;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.secret.SensitiveUri;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A device that waits for its user (RFC 8628 §3.2): show the user where to go and what to type. It
 * is completed once.
 */
public final class DeviceAuthorization {
  /** More than any server means, and still an instant that can be computed. */
  private static final long MOST_SECONDS = Duration.ofDays(365).toSeconds();

  private final DeviceAuthorizationResponse response;
  private final Scope scope;
  private final Optional<String> resource;
  private final Instant deadline;
  private final Clock clock;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CompletableFuture<Granted> result = new CompletableFuture<>();

  DeviceAuthorization(
      DeviceAuthorizationResponse response, Scope scope, Optional<String> resource, Clock clock) {
    this.response = response;
    this.scope = scope;
    this.resource = resource;
    this.clock = clock;
    this.deadline =
        clock.instant().plusSeconds(Math.max(0, Math.min(response.expiresIn(), MOST_SECONDS)));
  }

  /** {@return the code that the user types in, as it is to be shown} */
  public String userCode() {
    return response.userCode();
  }

  /** {@return the page where the user types the code in; short enough to be typed as well} */
  public String verificationUri() {
    return response.verificationUri();
  }

  /**
   * {@return the page with the code in its address already, for a QR code or a browser; absent if
   * the server has none} Show the user's code beside it, so that the user can compare (RFC 8628
   * §3.3.1).
   */
  public Optional<SensitiveUri> verificationUriComplete() {
    return response.verificationUriComplete();
  }

  /** {@return until when the user can decide} */
  public Instant deadline() {
    return deadline;
  }

  /** {@return how long the user still has, never negative} */
  public Duration timeLeft() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Shows the page to the user of this machine, with the code in its address if the server has such
   * a page. Nothing is opened unless this is called, which is to be when the user asks for it.
   *
   * @param browser shows the page
   */
  public void open(Browser browser) {
    browser.open(verificationUriComplete().map(SensitiveUri::reveal).orElse(verificationUri()));
  }

  /** Gives up. Whoever waits gets a {@link java.util.concurrent.CancellationException}. */
  public void cancel() {
    result.cancel(true);
  }

  /** {@return where the user is sent and until when, without the codes} */
  @Override
  public String toString() {
    return "DeviceAuthorization[verificationUri="
        + SensitiveUri.of(verificationUri())
        + ", deadline="
        + deadline
        + "]";
  }

  Secret deviceCode() {
    return response.deviceCode();
  }

  Duration interval() {
    return response.pollingInterval();
  }

  Scope scope() {
    return scope;
  }

  Optional<String> resource() {
    return resource;
  }

  CompletableFuture<Granted> result() {
    return result;
  }

  /** Uses it up: two that poll with one code slow each other down. */
  void take() {
    if (!taken.compareAndSet(false, true)) {
      throw new AuthorizationException.Replayed(
          "This authorization is being completed, or was; start a new one");
    }
  }

  AuthorizationException.Expired expired() {
    return new AuthorizationException.Expired(
        "The user did not decide until " + deadline + "; start a new authorization");
  }
}
