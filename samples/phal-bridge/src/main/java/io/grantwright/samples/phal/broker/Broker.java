package io.grantwright.samples.phal.broker;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.samples.phal.Log;
import io.grantwright.samples.phal.Refusal;
import io.grantwright.samples.phal.app.App;
import io.grantwright.samples.phal.app.AppName;
import io.grantwright.samples.phal.app.AppNameCompanion;
import io.grantwright.samples.phal.app.Apps;
import io.grantwright.samples.phal.app.Registration;
import io.grantwright.samples.phal.app.RegistrationCompanion;
import io.grantwright.samples.phal.app.ShellCredentialsCompanion;
import io.grantwright.samples.phal.bus.Bus;
import io.grantwright.samples.phal.bus.BusMessage;
import io.grantwright.samples.phal.flow.Callbacks;
import io.grantwright.samples.phal.flow.Providers;
import io.grantwright.samples.phal.flow.Tokens;
import io.grantwright.samples.phal.qr.QrCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Serves what skills and the shell ask for. Each request gets an answer, be it an {@code error};
 * nothing that is asked ends the broker.
 */
public final class Broker {
  private final Apps apps;
  private final Providers providers;
  private final Callbacks callbacks;
  private final Tokens tokens;
  private final QrCodes qrCodes;
  private final Bus bus;
  private final Executor work;
  private final Log log;
  private final Phaser underWay = new Phaser(1);

  public Broker(
      Apps apps,
      Providers providers,
      Callbacks callbacks,
      Tokens tokens,
      QrCodes qrCodes,
      Bus bus,
      Executor work,
      Log log) {
    this.apps = apps;
    this.providers = providers;
    this.callbacks = callbacks;
    this.tokens = tokens;
    this.qrCodes = qrCodes;
    this.bus = bus;
    this.work = work;
    this.log = log;
  }

  /** Asks all skills to register. */
  public void ping() {
    bus.emit(BusMessage.of(MessageType.PING, Map.of()));
  }

  /**
   * Serves a message, if it is for the broker: one after the other, since a skill may register and
   * start without waiting. What takes longer goes on in the background.
   */
  public void handle(BusMessage request) {
    try {
      serve(request);
    } catch (IOException | RuntimeException e) {
      refuse(request, e);
    }
  }

  private void serve(BusMessage request) throws IOException {
    switch (request.type()) {
      case MessageType.REGISTER -> register(request);
      case MessageType.CREDENTIALS ->
          start(request, apps.enter(read(request, ShellCredentialsCompanion.INSTANCE)));
      case MessageType.START -> start(request, app(request));
      case MessageType.GET -> bus.emit(url(request, app(request)));
      case MessageType.QR -> drawQr(request, app(request));
      case MessageType.REFRESH -> refresh(request, app(request));
      case MessageType.HOST_INFO ->
          bus.emit(
              request.reply(
                  MessageType.HOST_INFO_RESPONSE,
                  Answers.hostInfo(callbacks.host(), callbacks.port())));
      default -> {} // Everybody hears everything on this bus, and themselves.
    }
  }

  private void register(BusMessage request) throws IOException {
    Registration registration = read(request, RegistrationCompanion.INSTANCE);
    App.Endpoints endpoints = registration.endpoints();
    providers.check(endpoints);
    bus.emit(request.response(Answers.registered(apps.register(registration))));
  }

  private void start(BusMessage request, App app) {
    if (!app.shellIntegration()) {
      bus.emit(url(request, app)); // The skill shows it itself.
      return;
    }
    String url = app.needsCredentials() ? "" : begin(app).url();
    bus.emit(request.forward(MessageType.START_IN_SHELL, Answers.start(app, url)));
  }

  private BusMessage url(BusMessage request, App app) {
    Map<String, @Nullable Object> data =
        app.needsCredentials() ? Answers.noUrl(missing(app)) : Answers.url(begin(app).url());
    return request.reply(MessageType.URL, data);
  }

  private void drawQr(BusMessage request, App app) throws IOException {
    if (app.needsCredentials()) {
      throw new Refusal(missing(app));
    }
    Callbacks.Started started = callbacks.start(app);
    Path file;
    try {
      file = qrCodes.draw(app.name(), started.url());
    } catch (IOException | RuntimeException e) {
      started.cancel();
      throw e;
    }
    finishing(app, started, () -> qrCodes.delete(file));
    Map<String, @Nullable Object> data = Answers.qr(app.name(), file);
    bus.emit(request.reply(MessageType.QR_RESPONSE, data));
    if (app.shellIntegration()) {
      bus.emit(BusMessage.of(MessageType.QR_IN_SHELL, data));
    }
  }

  private void refresh(BusMessage request, App app) {
    String clientId = app.clientId().orElseThrow(() -> new Refusal(missing(app)));
    during(
        CompletableFuture.supplyAsync(() -> tokens.refresh(app), work)
            .handle(
                (members, failure) -> {
                  if (failure == null) {
                    bus.emit(request.response(Answers.refreshed(clientId, members)));
                  } else {
                    refuse(request, cause(failure));
                  }
                  return null;
                }));
  }

  private Callbacks.Started begin(App app) {
    Callbacks.Started started = callbacks.start(app);
    finishing(app, started, () -> {});
    return started;
  }

  /** What is to be done when the user has decided, or never does. */
  private void finishing(App app, Callbacks.Started started, Runnable ended) {
    during(
        started
            .tokens()
            .handle(
                (answer, failure) -> {
                  ended.run();
                  if (failure == null) {
                    granted(app, answer);
                  } else {
                    notGranted(app, cause(failure));
                  }
                  return null;
                }));
  }

  private void granted(App app, TokenResponse answer) {
    // Before the event: an app may ask for a refresh as soon as it hears of its tokens.
    Map<String, @Nullable Object> members = tokens.keep(app, answer);
    bus.emit(BusMessage.of(tokenType(app), Answers.token(members)));
    callbacks.end(app);
  }

  private void notGranted(App app, Throwable failure) {
    if (failure instanceof CancellationException
        || failure instanceof AuthorizationException.Expired
        || failure instanceof IOException) {
      return; // Nobody has answered until now, or until the port was closed: most never do.
    }
    String sentence = Sentence.of(failure);
    log.say("%s has no tokens: %s".formatted(app.name().munged(), sentence));
    bus.emit(
        BusMessage.of(
            tokenType(app), Answers.noToken(app.name(), Sentence.code(failure), sentence)));
  }

  /** Answers in the request's own way, with an error. */
  private void refuse(BusMessage request, Throwable failure) {
    String error = Sentence.of(failure);
    log.say("%s: %s".formatted(request.type(), error));
    Optional<AppName> app = name(request);
    bus.emit(
        switch (request.type()) {
          case MessageType.REGISTER ->
              request.response(Answers.notRegistered(app, request.data().get("client_id"), error));
          case MessageType.REFRESH -> request.response(Answers.notRefreshed(error));
          case MessageType.GET -> request.reply(MessageType.URL, Answers.noUrl(error));
          case MessageType.QR -> request.reply(MessageType.QR_RESPONSE, Answers.error(app, error));
          default -> request.response(Answers.error(app, error));
        });
  }

  /**
   * Lets what is under way come to its end, and stores what is not stored. To be called when no
   * more callbacks come.
   */
  public void close(Duration longest) throws InterruptedException {
    callbacks.close();
    try {
      underWay.awaitAdvanceInterruptibly(
          underWay.arrive(), longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.say("Not everything has come to its end.");
    }
    tokens.flush();
  }

  private void during(CompletableFuture<?> task) {
    underWay.register();
    CompletableFuture<Integer> unused =
        task.handle(
            (result, failure) -> {
              if (failure != null) {
                log.say("Something went wrong that nobody was told of: " + Sentence.of(failure));
              }
              return underWay.arriveAndDeregister();
            });
  }

  private App app(BusMessage request) {
    return apps.require(read(request, AppNameCompanion.INSTANCE));
  }

  private static <T> T read(BusMessage request, JsonAdapter<T> model) {
    T value = model.fromJsonValue(request.data());
    if (value == null) {
      throw new JsonDataException("expected an object");
    }
    return value;
  }

  private static Optional<AppName> name(BusMessage request) {
    try {
      return Optional.of(read(request, AppNameCompanion.INSTANCE));
    } catch (JsonDataException | Refusal e) {
      return Optional.empty();
    }
  }

  private static String tokenType(App app) {
    return MessageType.TOKEN + app.name().munged();
  }

  private static String missing(App app) {
    return app.name().munged()
        + " has no credentials yet; send ovos.shell.oauth.register.credentials first";
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException e && e.getCause() != null
        ? e.getCause()
        : failure;
  }
}
