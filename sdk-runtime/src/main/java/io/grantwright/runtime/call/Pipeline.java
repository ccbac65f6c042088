package io.grantwright.runtime.call;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.auth.SecretMint;
import io.grantwright.runtime.endpoint.ClientDeviations;
import io.grantwright.runtime.endpoint.Endpoint;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/** What all calls of a client go through: its settings, checked, and its HTTP clients. */
public final class Pipeline implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  final List<CallHooks> hooks;
  final @Nullable ClientAuthentication clientAuthentication;
  final @Nullable Bearer bearer;
  final @Nullable Retrofit retrofit;
  final long maxBodySize;
  final Clock clock;
  final RandomGenerator random;

  /** Makes keys that nobody else makes. */
  final RandomGenerator keys;

  private final Call.Factory calls;
  private final Call.Factory bodilessCalls;
  private final Call.Factory onceCalls;
  private final ClientDescription description;
  private final CallOptions clientOptions;
  private final Map<Endpoint<?>, CallOptions> endpointOptions;
  private final Map<String, String> variables;
  private final Map<Role, String> addresses;
  private final boolean discovered;
  private final boolean plainHttpAllowed;
  private final String base;
  private final @Nullable String discoveredIssuer;
  private final Set<String> origins = new HashSet<>();
  private final Map<Endpoint<?>, String> originsOfRoles = new HashMap<>();
  private final @Nullable OkHttpClient own;
  private final @Nullable ScheduledExecutorService givenScheduler;
  private @Nullable ScheduledThreadPoolExecutor ownScheduler;

  Pipeline(ClientBuilder<?> settings) {
    this.description = settings.description;
    this.clientOptions = settings.options.build();
    this.endpointOptions = Map.copyOf(settings.endpointOptions);
    this.hooks = List.copyOf(settings.hooks);
    this.clientAuthentication = withMint(settings.clientAuthentication, description.secretMint);
    this.bearer = settings.bearer;
    this.retrofit = settings.retrofit;
    this.maxBodySize = settings.maxBodySize;
    this.clock = settings.clock;
    this.random = settings.randomOrDefault();
    this.keys =
        settings.random == null
                && description.endpoints.stream()
                    .anyMatch(endpoint -> endpoint.idempotencyKey().isPresent())
            ? new SecureRandom()
            : random;
    this.variables = Map.copyOf(settings.variables);
    this.addresses = settings.addresses();
    this.discovered = settings.discovered != null;
    this.plainHttpAllowed = settings.plainHttpAllowed;
    this.givenScheduler = settings.scheduler;
    String server = settings.serverUrl;
    if (server == null && retrofit != null) {
      server = retrofit.baseUrl().toString();
    }
    if (server == null) {
      throw new IllegalArgumentException(
          "serverUrl is missing: " + description.name + " has no default server.");
    }
    this.base = checkedServer(server);
    origins.add(origin(absolute("serverUrl", base)));
    origins.addAll(settings.trustedOrigins);
    this.discoveredIssuer =
        settings.discovered == null ? null : settings.discovered.issuerIdentifier().orElse(null);
    requireSameIssuer(issuer(base));
    Call.Factory factory = settings.callFactory;
    if (factory == null && retrofit != null) {
      factory = retrofit.callFactory();
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
              .readTimeout(Duration.ZERO) // The deadline of the attempt covers it.
              .writeTimeout(Duration.ZERO)
              .build();
      calls = derived;
      // What is idempotent, OkHttp sends on another connection where the idle one was closed.
      OkHttpClient bodiless =
          derived.newBuilder().addNetworkInterceptor(Pipeline::withoutImmediateRetry).build();
      bodilessCalls = bodiless;
      // What must not be sent twice gets no idle connection: it would be neither sent nor unsent.
      onceCalls =
          bodiless
              .newBuilder()
              .retryOnConnectionFailure(false)
              .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
              .build();
    } else {
      calls = factory;
      bodilessCalls = factory;
      onceCalls = factory;
      if (!settings.callFactoryTrusted && carriesCredentials()) {
        throw new IllegalArgumentException(
            "callFactory is no OkHttpClient, so that it may follow redirects with credentials or"
                + " send them twice. If it does neither, say so with trustCallFactory().");
      }
    }
    for (Endpoint<?> endpoint : description.endpoints) {
      String url = endpoint.role().isPresent() ? url(endpoint, null) : null;
      if (url != null) {
        originsOfRoles.put(endpoint, origin(absolute("address", url)));
      }
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

  /**
   * Closes what the client has made itself; an HTTP client that was given stays open. Calls under
   * way come to their end, and are not tried again.
   */
  @Override
  public synchronized void close() {
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
    if (ownScheduler != null) {
      ownScheduler.shutdown(); // The deadlines of calls under way stay, and end them.
    }
  }

  /**
   * Tells flows and sessions of the provider.
   *
   * @param options those of the client's view, which may be for another server
   * @return how it differs from the standards, and what it calls itself
   * @throws IllegalArgumentException if the options' server cannot be one
   */
  public ClientDeviations deviations(CallOptions options) {
    ClientDeviations deviations =
        description.deviations.with(
            Optional.ofNullable(clientAuthentication).flatMap(ClientAuthentication::secret));
    String issuer =
        issuer(
            options.serverUrl == null || discoveredIssuer != null // Whose addresses stay.
                ? base
                : checkedServer(options.serverUrl));
    return issuer == null
        ? deviations
        : deviations.withIssuer(issuer, description.issuerInCallbacks);
  }

  /** What the provider calls itself at a server; null if its descriptor does not say. */
  private @Nullable String issuer(String server) {
    if (description.issuer == null) {
      return null;
    }
    String issuer = filled(description.issuer);
    if (!isAbsolute(issuer)) {
      issuer = (description.issuerAtRoot ? root(server) : withoutSlash(server)) + issuer;
    }
    HttpUrl url = absolute("issuer", checked("issuer", issuer));
    if (issuer.indexOf('?') >= 0
        || issuer.indexOf('#') >= 0
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "issuer has a query, a fragment or a user name, and no issuer has (RFC 8414 §2): the"
              + " descriptor puts it together from serverUrl and path variables.");
    }
    return issuer;
  }

  /** Codes of one server must not go to the endpoints of another (RFC 9700 §4.4). */
  private void requireSameIssuer(@Nullable String declared) {
    if (declared != null && discoveredIssuer != null && !declared.equals(discoveredIssuer)) {
      throw new IllegalArgumentException(
          "addresses are those of the issuer "
              + RequestView.withoutQuery(discoveredIssuer)
              + ", but by its descriptor "
              + description.name
              + " is "
              + declared
              + ". Set the serverUrl of the server that they are of, or the addresses of this"
              + " one.");
    }
  }

  private static @Nullable ClientAuthentication withMint(
      @Nullable ClientAuthentication client, @Nullable SecretMint mint) {
    return mint != null && client instanceof ClientAuthentication.None none
        ? new ClientAuthentication.Minted(none.clientId(), mint)
        : client;
  }

  synchronized ScheduledExecutorService scheduler() {
    if (givenScheduler != null) {
      return givenScheduler;
    }
    if (ownScheduler == null) {
      ownScheduler =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, description.name + " calls");
                thread.setDaemon(true);
                return thread;
              });
      ownScheduler.setRemoveOnCancelPolicy(true);
      // A client that nobody closes keeps no thread.
      ownScheduler.setKeepAliveTime(1, TimeUnit.SECONDS);
      ownScheduler.allowCoreThreadTimeOut(true);
    }
    return ownScheduler;
  }

  /**
   * OkHttp sends a request without a body again by itself when a 503 asks for no delay; whether and
   * when is the business of the policies. To wait for no time is to wait for nothing.
   */
  private static Response withoutImmediateRetry(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.code() == 503 && "0".equals(response.header("Retry-After"))
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  /**
   * What sends a request: by itself it sends nothing again but what is idempotent and has no body,
   * and that only because of the connection.
   */
  Call.Factory factory(Request request, boolean idempotent) {
    if (!idempotent) {
      return onceCalls;
    }
    // OkHttp never sends a one-shot body again, and that is what all bodies here are.
    return request.body() == null ? bodilessCalls : calls;
  }

  /** The address of a role is for its own endpoint: an API's tokens do not go there. */
  boolean trusts(Endpoint<?> endpoint, HttpUrl url) {
    String origin = origin(url);
    return origins.contains(origin) || origin.equals(originsOfRoles.get(endpoint));
  }

  /**
   * The URL with the holes of the endpoint's own parameters left in it; null if it has a role for
   * which the discovered addresses have none.
   */
  @Nullable String url(Endpoint<?> endpoint, @Nullable String server) {
    String path = address(endpoint);
    if (path == null) {
      return null;
    }
    path = filled(path);
    if (isAbsolute(path)) {
      return checked("address", path);
    }
    String from = server == null ? base : checkedServer(server);
    if (endpoint.isAtRoot()) {
      from = origin(absolute("serverUrl", from));
    }
    if (path.isEmpty()) {
      return from;
    }
    return withoutSlash(from) + (path.startsWith("/") ? "" : "/") + path;
  }

  private String filled(String template) {
    String text = template;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return text;
  }

  private static boolean isAbsolute(String text) {
    return text.startsWith("https://") || text.startsWith("http://");
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** The URL up to its path, exactly as written. */
  private static String root(String url) {
    int path = url.indexOf('/', url.indexOf("://") + "://".length());
    return path < 0 ? url : url.substring(0, path);
  }

  private @Nullable String address(Endpoint<?> endpoint) {
    if (endpoint.role().isEmpty()) {
      return endpoint.path();
    }
    Role role = endpoint.role().get();
    String address = addresses.get(role);
    if (address == null && role == Role.REFRESH) {
      address = addresses.get(Role.TOKEN);
    }
    if (address == null && !endpoint.path().isEmpty()) {
      address = endpoint.path();
    }
    // Servers differ in what they offer: what their metadata lacks is refused when it is called.
    if (address == null && !discovered) {
      throw new IllegalArgumentException(
          "address of "
              + role
              + " is missing: "
              + endpoint
              + " is called there. Set address(...).");
    }
    return address;
  }

  /** The options of an endpoint's calls: its own over the declared ones over the client's. */
  CallOptions optionsOf(Endpoint<?> endpoint, CallOptions declared) {
    CallOptions both = clientOptions.and(declared);
    CallOptions own = endpointOptions.get(endpoint);
    return own == null ? both : both.and(own);
  }

  private boolean carriesCredentials() {
    for (Endpoint<?> endpoint : description.endpoints) {
      if (endpoint.isBearer() || endpoint.clientAuthentication().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Paths are appended to it, which behind a query would be a part of that. */
  private String checkedServer(String url) {
    checked("serverUrl", url);
    if (url.indexOf('?') >= 0 || url.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "serverUrl must have no query and no fragment, found one behind "
              + RequestView.withoutQuery(url)
              + ". The paths of endpoints are appended to it.");
    }
    return url;
  }

  private String checked(String setting, String text) {
    HttpUrl url = absolute(setting, text);
    String host = url.host();
    boolean loopback =
        host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d+){3}");
    if (!url.isHttps() && !loopback && !plainHttpAllowed) {
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
