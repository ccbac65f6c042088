package io.grantwright.runtime.store;

import io.grantwright.runtime.credentials.CredentialStore;
import io.grantwright.runtime.credentials.RegisteredClient;
import java.util.List;
import java.util.function.UnaryOperator;

/** Keeps application credentials as long as the process lives. */
public final class MemoryCredentialStore implements CredentialStore {
  private List<RegisteredClient> clients = List.of();

  /** Makes an empty store. */
  public MemoryCredentialStore() {}

  @Override
  public synchronized List<RegisteredClient> read() {
    return clients;
  }

  @Override
  public synchronized void change(UnaryOperator<List<RegisteredClient>> change) {
    clients = List.copyOf(change.apply(clients));
  }
}
