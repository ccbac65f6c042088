package io.grantwright.samples.phal;

import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.FileCredentialStore;
import io.grantwright.runtime.store.FileTokenStore;
import io.grantwright.samples.phal.app.AppFile;
import io.grantwright.samples.phal.app.Apps;
import io.grantwright.samples.phal.broker.Broker;
import io.grantwright.samples.phal.bus.BusConnection;
import io.grantwright.samples.phal.flow.Callbacks;
import io.grantwright.samples.phal.flow.Providers;
import io.grantwright.samples.phal.flow.Tokens;
import io.grantwright.samples.phal.qr.QrCodes;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * The bridge, put together.
 *
 * <pre>
 * bus ↔ messages ↔ broker ↔ flows ↔ stores
 * </pre>
 */
public final class PhalBridge implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(90);

  private final InstanceLock lock;
  private final BusConnection bus;
  private final Broker broker;
  private final int port;

  private PhalBridge(InstanceLock lock, BusConnection bus, Broker broker, int port) {
    this.lock = lock;
    this.bus = bus;
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts a bridge that keeps tokens in files.
   *
   * @throws Refusal if another bridge runs there
   * @throws IOException if the port is in use, or the directory cannot be used
   */
  public static PhalBridge start(Settings settings, Surroundings surroundings) throws IOException {
    TokenStore store = FileTokenStore.open(settings.directory().resolve("tokens"));
    return start(settings, surroundings, store);
  }

  static PhalBridge start(Settings settings, Surroundings surroundings, TokenStore store)
      throws IOException {
    InstanceLock lock = InstanceLock.take(settings.directory());
    try {
      return assembled(settings, surroundings, store, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static PhalBridge assembled(
      Settings settings, Surroundings with, TokenStore store, InstanceLock lock)
      throws IOException {
    Path directory = settings.directory();
    ApplicationCredentials credentials =
        new ApplicationCredentials(FileCredentialStore.open(directory.resolve("clients")), store);
    Apps apps = new Apps(new AppFile(directory), credentials);
    QrCodes qrCodes =
        new QrCodes(
            directory.resolve("qr"),
            new SecureRandom(),
            settings.terminalQr() ? Optional.of(with.terminal()) : Optional.empty(),
            settings.lightTerminal(),
            with.log());
    LoopbackReceiver receiver = receiver(settings);
    Providers providers =
        new Providers(with.http(), new PlainHttp(settings.plainHttpHosts()), credentials);
    Callbacks callbacks = new Callbacks(receiver, providers, with.clock(), with.work());
    Tokens tokens =
        new Tokens(store, providers, with.clock(), with.work(), with.timer(), with.log());
    BusConnection bus = new BusConnection(with.bus(), settings.busUrl(), with.timer(), with.log());
    Broker broker =
        new Broker(apps, providers, callbacks, tokens, qrCodes, bus, with.work(), with.log());
    bus.start(broker::ping, message -> with.messages().execute(() -> broker.handle(message)));
    return new PhalBridge(lock, bus, broker, receiver.port());
  }

  private static LoopbackReceiver receiver(Settings settings) throws IOException {
    LoopbackReceiver.Builder builder = LoopbackReceiver.builder().port(settings.port());
    boolean exposed = !settings.bind().equals(Settings.LOOPBACK) || settings.host().isPresent();
    if (exposed) {
      builder.exposeToLan(
          InetAddress.getByName(settings.bind()), settings.host().orElse(settings.bind()));
    }
    return builder.open();
  }

  /** {@return the port of callbacks} */
  public int port() {
    return port;
  }

  /** Ends what is under way, stores what is not stored, and leaves the bus. */
  @Override
  public void close() throws IOException {
    try {
      broker.close(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bus.close();
      lock.close();
    }
  }
}
