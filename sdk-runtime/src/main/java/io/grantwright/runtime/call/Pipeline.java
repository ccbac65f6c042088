package io.grantwright.runtime.call;

import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.Endpoint;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What all calls of a client go through: its settings, checked, and its HTTP clients. */
public final class Pipeline implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  final ClientBuilder<?> settings;
  final CallOptions clientOptions;
  final List<CallHooks> hooks;
  final Call.Factory calls;
  final Call.Factory onceCalls;
  private final String base;
  private final Set<String> origins = new HashSet<>();
  private final @Nullable OkHttpClient own;
  private @Nullable ScheduledThreadPoolExecutor ownScheduler;

  Pipeline(ClientBuilder<?> settings) {
    this.settings = settings;
    this.clientOptions = settings.options.build();
    this.hooks = List.copyOf(settings.hooks);
    String server = settings.serverUrl;
    if (server == null && settings.retrofit != null) {
      server = settings.retrofit.baseUrl().toString();
    }
    if (server == null) {
      throw new IllegalArgumentException(
          "serverUrl is missing: " + settings.description.name + " has no default server.");
    }
    this.base = checked("serverUrl", server);
    origins.add(origin(absolute("serverUrl", base)));
    origins.addAll(settings.trustedOrigins);
    Call.Factory factory = settings.callFactory;
    if (factory == null && settings.retrofit != null) {
      factory = settings.retrofit.callFactory();
    }
    if (factory == null) {
      own = new OkHttpClient.Builder().connectTimeout(CONNECT_TIMEOUT).build();
      factory = own;
    } else {
      own = null;
    }
    if (factory instanceof OkHttpClient client) {
      OkHttpClient derived =
          client
              .newBuilder()
              .followRedirects(false)
              .followSslRedirects(false)
              .retryOnConnectionFailure(false)
              .readTimeout(Duration.ZERO) // The deadline of the attempt covers it.
              .writeTimeout(Duration.ZERO)
              .build();
      calls = derived;
      // An idle connection may be dead: a request on it would be neither sent nor unsent.
      onceCalls =
          derived
              .newBuilder()
              .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
              .build();
    } else {
      calls = factory;
      onceCalls = factory;
      if (!settings.callFactoryTrusted && carriesCredentials()) {
        throw new IllegalArgumentException(
            "callFactory is no OkHttpClient, so that it may follow redirects with credentials or"
                + " send them twice. If it does neither, say so with trustCallFactory().");
      }
    }
    for (Endpoint<?> endpoint : settings.description.endpoints) {
      address(endpoint);
      if (endpoint.role().isPresent()) {
        origins.add(origin(absolute("address", url(endpoint, null))));
      }
      mechanism(endpoint);
    }
  }

  /**
   * Prepares an operation.
   *
   * @param endpoint the endpoint
   * @param answers its answers
   * @param <T> what a call returns
   * @return the operation
   */
  public <T> Operation<T> operation(Endpoint<T> endpoint, Answers<T> answers) {
    return new Operation<>(this, endpoint, answers);
  }

  /** Closes what the client has made itself; an HTTP client that was given stays open. */
  @Override
  public synchronized void close() {
    if (onceCalls instanceof OkHttpClient once) {
      once.connectionPool().evictAll();
    }
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
    if (ownScheduler != null) {
      ownScheduler.shutdownNow();
    }
  }

  synchronized ScheduledExecutorService scheduler() {
    if (settings.scheduler != null) {
      return settings.scheduler;
    }
    if (ownScheduler == null) {
      ownScheduler =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, settings.description.name + " calls");
                thread.setDaemon(true);
                return thread;
              });
      ownScheduler.setRemoveOnCancelPolicy(true);
    }
    return ownScheduler;
  }

  boolean trusts(HttpUrl url) {
    return origins.contains(origin(url));
  }

  /** The URL with the holes of the endpoint's own parameters left in it. */
  String url(Endpoint<?> endpoint, @Nullable String server) {
    String path = address(endpoint);
    for (Map.Entry<String, String> variable : settings.variables.entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    if (path.startsWith("https://") || path.startsWith("http://")) {
      return checked("address", path);
    }
    String from = server == null ? base : checked("serverUrl", server);
    if (endpoint.isAtRoot()) {
      from = origin(absolute("serverUrl", from));
    }
    if (path.isEmpty()) {
      return from;
    }
    return (from.endsWith("/") ? from.substring(0, from.length() - 1) : from)
        + (path.startsWith("/") ? "" : "/")
        + path;
  }

  private String address(Endpoint<?> endpoint) {
    if (endpoint.role().isEmpty()) {
      return endpoint.path();
    }
    Role role = endpoint.role().get();
    String address = settings.address(role);
    if (address == null && !endpoint.path().isEmpty()) {
      address = endpoint.path();
    }
    if (address == null) {
      throw new IllegalArgumentException(
          "address of "
              + role
              + " is missing: "
              + endpoint
              + " is called there. Set address(...).");
    }
    return address;
  }

  /** The one mechanism of the endpoint; null if it needs none. */
  @Nullable Mechanism mechanism(Endpoint<?> endpoint) {
    ClientAuthentication configured = settings.clientAuthentication;
    Endpoint.ClientAuthenticationRule rule = endpoint.clientAuthentication().orElse(null);
    if (rule == null || configured == null) {
      return null;
    }
    Mechanism wanted =
        configured instanceof ClientAuthentication.None
            ? Mechanism.NONE
            : configured instanceof ClientAuthentication.Basic ? Mechanism.BASIC : Mechanism.BODY;
    if (rule.mechanisms().contains(wanted)) {
      return wanted;
    }
    for (Mechanism accepted : rule.mechanisms()) {
      if (wanted != Mechanism.NONE && accepted != Mechanism.NONE) {
        return accepted;
      }
    }
    if (rule.secretRequired()) {
      return Mechanism.NONE;
    }
    throw new IllegalArgumentException(
        "clientAuthentication: "
            + endpoint
            + " accepts "
            + rule.mechanisms()
            + ", and the client is configured for "
            + wanted
            + ".");
  }

  /** The Basic header of the endpoint. */
  @Nullable String basicHeader(Endpoint<?> endpoint) {
    ClientAuthentication configured = settings.clientAuthentication;
    if (configured == null || mechanism(endpoint) != Mechanism.BASIC) {
      return null;
    }
    boolean raw =
        (configured instanceof ClientAuthentication.Basic basic && basic.isRaw())
            || endpoint.clientAuthentication().orElseThrow().basicEncoding() == BasicEncoding.RAW;
    return ClientAuthentication.basicHeader(
        configured.clientId(), configured.secret().orElseThrow(), raw);
  }

  private boolean carriesCredentials() {
    for (Endpoint<?> endpoint : settings.description.endpoints) {
      if (endpoint.isBearer() || endpoint.clientAuthentication().isPresent()) {
        return true;
      }
    }
    return false;
  }

  private String checked(String setting, String text) {
    HttpUrl url = absolute(setting, text);
    String host = url.host();
    boolean loopback =
        host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d+){3}");
    if (!url.isHttps() && !loopback && !settings.plainHttpAllowed) {
      throw new IllegalArgumentException(
          setting
              + " must be https, found "
              + RequestView.withoutQuery(text)
              + ". Plain HTTP is for loopback only.");
    }
    return text;
  }

  static HttpUrl absolute(String setting, String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw new IllegalArgumentException(
          setting
              + " must be an absolute URL such as https://example.com/api, found \""
              + RequestView.withoutQuery(text)
              + "\".");
    }
    return url;
  }

  static String origin(HttpUrl url) {
    String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
    return url.scheme() + "://" + host + ":" + url.port();
  }
}
