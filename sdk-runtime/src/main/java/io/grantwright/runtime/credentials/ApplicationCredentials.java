package io.grantwright.runtime.credentials;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.TokenStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients that an application registered, several at a server if it likes. They may be entered
 * at start or when a user brings them.
 *
 * <pre>{@code
 * credentials.register(RegisteredClient.of("https://as.example", "mine", id, secret));
 * Supplier<NotesClient> clients =
 *     credentials.client(
 *         "https://as.example",
 *         "mine",
 *         mine -> NotesClient.builder().clientAuthentication(mine.authentication()).build());
 * OAuthSession.builder(tokens, grant).refresh(clients)...
 * }</pre>
 */
public final class ApplicationCredentials {
  private final CredentialStore store;
  private final TokenStore tokens;

  /**
   * Takes the stores.
   *
   * @param store where the credentials are kept
   * @param tokens where the tokens are kept that were issued to the clients: what they need is not
   *     removed
   */
  public ApplicationCredentials(CredentialStore store, TokenStore tokens) {
    this.store = Objects.requireNonNull(store, "store");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
  }

  /**
   * Enters a client. What is there already is left as it is, so that a configuration can be entered
   * at every start; another secret of the same client takes the place of the old one.
   *
   * @param client the client
   * @throws CredentialsException.NameTaken if another client of that server has its name
   * @throws io.grantwright.runtime.session.TokenStoreException if the store fails
   */
  public void register(RegisteredClient client) {
    store.change(
        all -> {
          List<RegisteredClient> changed = new ArrayList<>(all);
          Optional<RegisteredClient> found = find(all, client.server(), client.name());
          if (found.isEmpty()) {
            changed.add(client);
          } else if (found.get().clientId().equals(client.clientId())) {
            changed.set(changed.indexOf(found.get()), client);
          } else {
            throw new CredentialsException.NameTaken(found.get(), client);
          }
          return changed;
        });
  }

  /**
   * Lists the clients of a server, for a user to choose from.
   *
   * @param server the server
   * @return the clients, in the order in which they were entered
   * @throws io.grantwright.runtime.session.TokenStoreException if the store fails
   */
  public List<RegisteredClient> of(String server) {
    return store.read().stream().filter(client -> client.server().equals(server)).toList();
  }

  /**
   * Gives a client, or says that it has not been entered: before there is anything that a user
   * could be sent to.
   *
   * @param server the server
   * @param name the client's name
   * @return the client
   * @throws CredentialsException.Missing if there is none of that name
   * @throws io.grantwright.runtime.session.TokenStoreException if the store fails
   */
  public RegisteredClient require(String server, String name) {
    List<RegisteredClient> all = store.read();
    return find(all, server, name)
        .orElseThrow(
            () ->
                new CredentialsException.Missing(
                    server,
                    name,
                    all.stream()
                        .filter(client -> client.server().equals(server))
                        .map(client -> '"' + client.name() + '"')
                        .toList()));
  }

  /**
   * Makes an SDK client of a registered one, and another one as soon as its credentials have
   * changed. A session reads them again when the server answers {@code invalid_client}, once. What
   * it gives throws as {@link #require} does.
   *
   * @param server the server
   * @param name the client's name
   * @param factory makes an SDK client; it is not closed, so let them share an HTTP client
   * @param <C> the SDK client
   * @return gives the SDK client for the credentials as they are
   */
  public <C> Supplier<C> client(
      String server, String name, Function<? super RegisteredClient, ? extends C> factory) {
    return new Current<>(() -> require(server, name), factory);
  }

  /**
   * Removes a client that no tokens need. One that is not there has been removed.
   *
   * @param server the server
   * @param name the client's name
   * @throws CredentialsException.InUse if there are tokens that were issued to it
   * @throws io.grantwright.runtime.session.TokenStoreException if a store fails
   */
  public void remove(String server, String name) {
    store.change(
        all -> {
          List<RegisteredClient> changed = new ArrayList<>(all);
          find(all, server, name)
              .ifPresent(
                  client -> {
                    List<GrantKey> grants = grants(client);
                    if (!grants.isEmpty()) {
                      throw new CredentialsException.InUse(client, grants);
                    }
                    changed.remove(client);
                  });
          return changed;
        });
  }

  private List<GrantKey> grants(RegisteredClient client) {
    return tokens.grants().stream()
        .filter(
            grant ->
                grant.client().equals(client.clientId()) && grant.server().equals(client.server()))
        .toList();
  }

  private static Optional<RegisteredClient> find(
      List<RegisteredClient> clients, String server, String name) {
    return clients.stream().filter(client -> client.isAt(server, name)).findFirst();
  }

  /** Keeps the SDK client until the credentials are others: sessions tell a change by it. */
  private static final class Current<C> implements Supplier<C> {
    private final Supplier<RegisteredClient> registered;
    private final Function<? super RegisteredClient, ? extends C> factory;
    private @Nullable Made<C> made;

    private record Made<C>(RegisteredClient from, C client) {}

    Current(
        Supplier<RegisteredClient> registered,
        Function<? super RegisteredClient, ? extends C> factory) {
      this.registered = registered;
      this.factory = Objects.requireNonNull(factory, "factory");
    }

    @Override
    public synchronized C get() {
      RegisteredClient now = registered.get();
      Made<C> last = made;
      if (last == null || !last.from().equals(now)) {
        last = new Made<>(now, factory.apply(now));
        made = last;
      }
      return last.client();
    }
  }
}
