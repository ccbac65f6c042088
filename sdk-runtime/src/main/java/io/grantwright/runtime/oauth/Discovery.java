package io.grantwright.runtime.oauth;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.call.Cancellation;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.oauth.DiscoveryException.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/**
 * Finds the metadata of an authorization server from its issuer, and checks it.
 *
 * <pre>{@code
 * ServerMetadata metadata = Discovery.of("https://as.example").find();
 * }</pre>
 *
 * <p>OpenID Connect's document is asked for first, since only that one names the user information;
 * then that of RFC 8414. Redirects are not followed. Immutable, and safe for use by several
 * threads.
 */
public final class Discovery {
  private final String issuer;
  private final HttpUrl url;
  private final Consumer<WellKnownClient.Builder> settings;
  private final boolean plainHttp;

  private Discovery(
      String issuer, HttpUrl url, Consumer<WellKnownClient.Builder> settings, boolean plainHttp) {
    this.issuer = issuer;
    this.url = url;
    this.settings = settings;
    this.plainHttp = plainHttp;
  }

  /**
   * Starts with an issuer.
   *
   * @param issuer the server's identifier, exactly as the server spells it
   * @return the discovery, with the settings of a client by default
   * @throws IllegalArgumentException if it is no absolute URL, or has a query, a fragment or a user
   *     name (RFC 8414 §2)
   */
  public static Discovery of(String issuer) {
    HttpUrl url = HttpUrl.parse(issuer);
    if (url == null
        || issuer.indexOf('?') >= 0
        || issuer.indexOf('#') >= 0
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "An issuer is an absolute URL such as https://as.example/tenant, without query, fragment"
              + " and user name (RFC 8414 §2).");
    }
    return new Discovery(issuer, url, builder -> {}, false);
  }

  /**
   * Changes the settings of the client that asks: its HTTP client, its timeouts, its retries.
   *
   * @param settings is given the client's builder, once for each discovery
   * @return a discovery with these settings as well
   */
  public Discovery with(Consumer<WellKnownClient.Builder> settings) {
    return new Discovery(issuer, url, this.settings.andThen(settings), plainHttp);
  }

  /**
   * Allows the issuer and its endpoints to have plain HTTP, with which anyone on the way can say
   * where credentials are sent. Loopback needs no permission.
   *
   * @return a discovery that does not ask for HTTPS
   */
  public Discovery dangerouslyAllowPlainHttpThatAnyoneCanRead() {
    return new Discovery(issuer, url, settings, true);
  }

  /**
   * Finds the metadata.
   *
   * @return the metadata of this very issuer, with addresses that are safe to use
   * @throws DiscoveryException if there is none, saying what was tried
   * @throws IllegalArgumentException if a setting is wrong, naming it
   */
  public ServerMetadata find() {
    List<Attempt> tried = new ArrayList<>();
    try (WellKnownClient client = client()) {
      for (Document document : Document.values()) {
        try {
          return checked(
              switch (document) {
                case OPENID -> client.openidConfiguration();
                case OAUTH -> client.authorizationServer();
              });
        } catch (CallException | UntrustedMetadataException e) {
          tried.add(new Attempt(address(document), e));
          if (!leadsOn(e)) {
            break;
          }
        }
      }
    }
    throw new DiscoveryException(issuer, tried);
  }

  /**
   * Finds the metadata without blocking.
   *
   * @return what {@link #find} returns, or a failure with its {@link DiscoveryException};
   *     cancelling it gives up
   * @throws IllegalArgumentException if a setting is wrong, naming it
   */
  public CompletableFuture<ServerMetadata> findAsync() {
    WellKnownClient client = client();
    Cancellation cancellation = new Cancellation();
    CompletableFuture<ServerMetadata> found = new CompletableFuture<>();
    CompletableFuture<?> unused =
        found.whenComplete(
            (metadata, failure) -> {
              if (found.isCancelled()) {
                cancellation.cancel();
              }
              client.close();
            });
    CallOptions options = CallOptions.builder().cancellation(cancellation).build();
    tryAsync(0, client.async().with(options), new ArrayList<>(), found);
    return found;
  }

  private void tryAsync(
      int index,
      WellKnownClient.Async client,
      List<Attempt> tried,
      CompletableFuture<ServerMetadata> found) {
    Document document = Document.values()[index];
    CompletableFuture<ServerMetadata> answer =
        switch (document) {
          case OPENID -> client.openidConfiguration();
          case OAUTH -> client.authorizationServer();
        };
    CompletableFuture<?> unused =
        answer
            .thenApply(this::checked)
            .whenComplete(
                (metadata, failure) -> {
                  if (failure == null) {
                    found.complete(metadata);
                    return;
                  }
                  Throwable cause =
                      failure instanceof CompletionException && failure.getCause() != null
                          ? failure.getCause()
                          : failure;
                  if (!(cause instanceof RuntimeException reason)) {
                    found.completeExceptionally(cause);
                    return;
                  }
                  tried.add(new Attempt(address(document), reason));
                  if (leadsOn(reason) && index + 1 < Document.values().length) {
                    tryAsync(index + 1, client, tried, found);
                  } else {
                    found.completeExceptionally(new DiscoveryException(issuer, tried));
                  }
                });
  }

  private WellKnownClient client() {
    WellKnownClient.Builder builder = WellKnownClient.builder();
    settings.accept(builder);
    builder.serverUrl(issuer);
    if (!path().isEmpty()) {
      builder.issuerPath(path());
    }
    if (plainHttp) {
      builder.dangerouslyAllowPlainHttpThatAnyoneCanRead();
    }
    return builder.build();
  }

  private ServerMetadata checked(ServerMetadata metadata) {
    metadata.trusted(issuer, plainHttp);
    if (metadata.tokenEndpoint().isEmpty()) {
      throw new UntrustedMetadataException(
          "The metadata names no token_endpoint, which each server needs (RFC 8414 §2).");
    }
    return metadata;
  }

  /** Whether the other document may be there: a server that fails will fail again. */
  private static boolean leadsOn(RuntimeException reason) {
    return reason instanceof UntrustedMetadataException
        || (reason instanceof CallException answer
            && !(answer instanceof NoAnswerException)
            && answer.status() != 429
            && answer.status() < 500);
  }

  private String address(Document document) {
    return switch (document) {
      case OPENID -> withoutSlash(issuer) + WellKnownClient.Endpoints.OPENID_CONFIGURATION.path();
      case OAUTH ->
          withoutSlash(url.newBuilder().encodedPath("/").build().toString())
              + WellKnownClient.Endpoints.AUTHORIZATION_SERVER
                  .path()
                  .replace("{issuerPath}", path());
    };
  }

  /** The path of the issuer as RFC 8414 §3.1 inserts it: without its last slash. */
  private String path() {
    return withoutSlash(url.encodedPath());
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** What is asked for, in this order. */
  private enum Document {
    OPENID,
    OAUTH
  }
}
