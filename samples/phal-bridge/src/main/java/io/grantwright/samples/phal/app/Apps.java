package io.grantwright.samples.phal.app;

import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.credentials.RegisteredClient;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.phal.Refusal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered apps. Skills register at each start; what users typed in stays. */
public final class Apps {
  private final AppFile file;
  private final ApplicationCredentials credentials;
  private final Map<String, App> byMunged = new LinkedHashMap<>();

  /**
   * Reads what was registered before.
   *
   * @param credentials where the apps' clients are entered
   */
  public Apps(AppFile file, ApplicationCredentials credentials) throws IOException {
    this.file = file;
    this.credentials = credentials;
    file.read().forEach(app -> byMunged.put(app.name().munged(), app));
  }

  /**
   * Registers an app, or what has changed about it. Credentials that were typed in stay, as long as
   * the endpoints do: they must not go to a server that the user did not mean.
   *
   * @throws Refusal if another pair owns the munged identifier
   * @throws IOException if it cannot be stored; then nothing has changed
   */
  public synchronized App register(Registration registration) throws IOException {
    App app = App.of(registration);
    @Nullable App known = byMunged.get(app.name().munged());
    if (known != null && !known.name().equals(app.name())) {
      throw new Refusal(
          "\"%s\" is the identifier of app \"%s\" of skill \"%s\"; give the app another app_id"
              .formatted(app.name().munged(), known.name().appId(), known.name().skillId()));
    }
    if (known != null && app.needsCredentials() && known.endpoints().equals(app.endpoints())) {
      app = known.clientId().map(app::with).orElse(app);
    } else if (!app.needsCredentials()
        && (registration.clientSecret().isPresent() || !app.equals(known))) {
      enter(app, registration.clientSecret());
    }
    return keep(app);
  }

  /**
   * Takes the credentials that a user typed in.
   *
   * @throws IOException if they cannot be stored; then nothing has changed
   */
  public synchronized App enter(ShellCredentials typedIn) throws IOException {
    App app = require(typedIn.name()).with(typedIn.clientId());
    enter(app, typedIn.clientSecret());
    return keep(app);
  }

  /**
   * Finds an app.
   *
   * @throws Refusal if no such app is registered
   */
  public synchronized App require(AppName name) {
    return Optional.ofNullable(byMunged.get(name.munged()))
        .filter(app -> app.name().equals(name))
        .orElseThrow(
            () ->
                new Refusal(
                    "app \"%s\" of skill \"%s\" is not registered; send oauth.register first"
                        .formatted(name.appId(), name.skillId())));
  }

  private void enter(App app, Optional<Secret> clientSecret) {
    credentials.register(
        new RegisteredClient(
            app.endpoints().token(), app.clientName(), app.clientId().orElseThrow(), clientSecret));
  }

  private App keep(App app) throws IOException {
    Map<String, App> changed = new LinkedHashMap<>(byMunged);
    @Nullable App before = changed.put(app.name().munged(), app);
    if (!app.equals(before)) {
      file.write(List.copyOf(changed.values()));
      byMunged.put(app.name().munged(), app);
    }
    return app;
  }
}
