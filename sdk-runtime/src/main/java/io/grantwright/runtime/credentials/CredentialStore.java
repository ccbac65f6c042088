package io.grantwright.runtime.credentials;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps the clients that an application registered, for one process or for several. Every method
 * may be called by several threads at once, and throws {@link
 * io.grantwright.runtime.session.TokenStoreException} if the store fails.
 */
public interface CredentialStore {
  /** {@return all clients, as they were written last} */
  List<RegisteredClient> read();

  /**
   * Changes what is kept, while nobody else does. It has happened durably when this returns.
   *
   * @param change takes all clients and gives those to be kept; if it throws, nothing changes
   */
  void change(UnaryOperator<List<RegisteredClient>> change);
}
