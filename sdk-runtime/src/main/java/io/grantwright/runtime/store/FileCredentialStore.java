package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.credentials.CredentialStore;
import io.grantwright.runtime.credentials.RegisteredClient;
import io.grantwright.runtime.credentials.RegisteredClientCompanion;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps application credentials in one file, for all processes of a machine that open its
 * directory. It is written as those of {@link FileTokenStore} are, and may lie beside them.
 */
public final class FileCredentialStore implements CredentialStore {
  private static final JsonAdapter<List<RegisteredClient>> CLIENTS =
      Adapters.list(RegisteredClientCompanion.INSTANCE);

  private final StoreDirectory directory;
  private final FileFormat format;

  private FileCredentialStore(Path directory, List<EncryptionKey> keys) {
    this.directory = StoreDirectory.open(directory, new LocalDisk(), Pauses.REAL);
    this.format = new FileFormat(FileFormat.Kind.CLIENTS, keys, new SecureRandom());
  }

  /**
   * Opens a directory whose file is not encrypted.
   *
   * @param directory where the file is, or will be: it is created with all that is above it, and
   *     belongs to its owner alone
   * @return the store
   * @throws TokenStoreException if it cannot be created, or if others have access to it
   */
  public static FileCredentialStore open(Path directory) {
    return new FileCredentialStore(directory, List.of());
  }

  /**
   * Opens a directory whose file is encrypted. A plain file in it is refused.
   *
   * @param directory where the file is, or will be: it is created with all that is above it, and
   *     belongs to its owner alone
   * @param key what encrypts
   * @param older keys that are replaced by {@code key}: they decrypt, and encrypt nothing any more
   * @return the store
   * @throws TokenStoreException if it cannot be created, or if others have access to it
   */
  public static FileCredentialStore open(
      Path directory, EncryptionKey key, EncryptionKey... older) {
    List<EncryptionKey> keys = new ArrayList<>(List.of(older));
    keys.add(0, key);
    return new FileCredentialStore(directory, keys);
  }

  @Override
  public List<RegisteredClient> read() {
    Path file = directory.file("clients");
    return directory
        .read(file)
        .map(content -> clients(format.read(Optional.empty(), content, file), file))
        .orElse(List.of());
  }

  @Override
  public void change(UnaryOperator<List<RegisteredClient>> change) {
    Path file = directory.file("clients");
    directory.change(
        file,
        directory.file("clients.lock"),
        () -> {
          List<RegisteredClient> before = read();
          List<RegisteredClient> after = change.apply(before);
          if (!after.equals(before)) {
            byte[] json = CLIENTS.toJson(after).getBytes(UTF_8);
            directory.replace(
                file, directory.file("clients.next"), format.write(Optional.empty(), json));
          }
        });
  }

  private List<RegisteredClient> clients(byte[] json, Path file) {
    try {
      List<RegisteredClient> clients = CLIENTS.fromJson(new String(json, UTF_8));
      if (clients != null) {
        return List.copyOf(clients);
      }
    } catch (IOException | JsonDataException | IllegalArgumentException e) {
      throw format.unfit(file, e);
    }
    throw format.unfit(file, null);
  }
}
