package io.grantwright.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.credentials.CredentialStore;
import io.grantwright.runtime.credentials.RegisteredClient;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCredentialStoreTest {
  private static final String SERVER = "https://as.example";
  private static final RegisteredClient MINE =
      RegisteredClient.of(SERVER, "mine", "id", Secret.of("secret"));
  private static final RegisteredClient PUBLIC =
      RegisteredClient.publicClient(SERVER, "public", "id-2");
  private static final EncryptionKey KEY =
      EncryptionKey.of("2026-11", new SecretKeySpec(new byte[16], "AES"));

  @TempDir private Path temporary;
  private Path directory;
  private Path file;

  @BeforeEach
  void name() throws IOException {
    directory = temporary.toRealPath().resolve("credentials");
    file = directory.resolve("clients");
  }

  @Test
  void whatWasEnteredIsThereAfterARestart() {
    CredentialStore store = FileCredentialStore.open(directory);
    assertThat(store.read()).isEmpty();
    store.change(all -> List.of(MINE, PUBLIC));
    assertThat(FileCredentialStore.open(directory).read()).containsExactly(MINE, PUBLIC);
    store.change(all -> List.of(PUBLIC));
    assertThat(FileCredentialStore.open(directory).read()).containsExactly(PUBLIC);
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    FileCredentialStore.open(directory).change(all -> List.of(MINE));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"format":"grantwright-clients","version":1,\
            "sha256":"aefb42570fa84fa292a99c98db32670524f1cfeeacaa1f51860f67a01ed06035"}
            [{"server":"https://as.example","name":"mine","client_id":"id","client_secret":"secret"}]
            """);
  }

  @Test
  void anEncryptedFileShowsNothing() throws IOException {
    FileCredentialStore store = FileCredentialStore.open(directory, KEY);
    store.change(all -> List.of(MINE));
    assertThat(Files.readString(file))
        .contains("\"key_id\":\"2026-11\"")
        .doesNotContain("\"secret\"")
        .doesNotContain("\"mine\"");
    assertThat(store.read()).containsExactly(MINE);
  }

  @Test
  void anOlderKeyDecrypts() {
    FileCredentialStore.open(directory, KEY).change(all -> List.of(MINE));
    EncryptionKey newer = EncryptionKey.of("2027-01", new SecretKeySpec(new byte[32], "AES"));
    assertThat(FileCredentialStore.open(directory, newer, KEY).read()).containsExactly(MINE);
  }

  @Test
  void aPlainFileIsNoneOfAnEncryptedStore() {
    FileCredentialStore.open(directory).change(all -> List.of(MINE));
    assertRefused(
        FileCredentialStore.open(directory, KEY),
        "%s is not encrypted, but the store was opened with the key \"2026-11\". Open it without"
            + " one, or delete the file and register the clients again.");
  }

  @Test
  void aDamagedFileIsNotOverwritten() throws IOException {
    FileCredentialStore store = FileCredentialStore.open(directory);
    store.change(all -> List.of(MINE));
    Files.writeString(file, Files.readString(file).replace("mine", "nine"));
    assertRefused(
        store,
        "%s is damaged, or was changed by hand: the SHA-256 of its content does not fit. Restore it,"
            + " or delete it and register the clients again.");
  }

  @Test
  void aForeignFileIsNotOverwritten() throws IOException {
    FileCredentialStore store = FileCredentialStore.open(directory);
    Files.writeString(file, "[]\n");
    assertRefused(
        store,
        "%s is not a file of application credentials: its first line does not say"
            + " \"grantwright-clients\". It has been left as it is; move it away, and register the"
            + " clients again.");
  }

  @Test
  void aGrantsFileIsNotOneOfCredentials() throws IOException {
    FileTokenStore.open(directory).replace(Grants.ALICE, 0, Grants.plain(1));
    Files.move(directory.resolve(GrantFormat.fileName(Grants.ALICE) + ".grant"), file);
    assertThatThrownBy(FileCredentialStore.open(directory)::read)
        .isInstanceOf(TokenStoreException.class)
        .hasMessageStartingWith(file + " is not a file of application credentials");
  }

  @Test
  void aChangeThatIsGivenUpChangesNothing() {
    CredentialStore store = FileCredentialStore.open(directory);
    store.change(all -> List.of(MINE));
    assertThatThrownBy(
            () ->
                store.change(
                    all -> {
                      throw new IllegalStateException("given up");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("given up");
    assertThat(store.read()).containsExactly(MINE);
    store.change(all -> List.of());
    assertThat(store.read()).isEmpty();
  }

  @Test
  void whatManyEnterAtATimeIsAllThere() {
    FileTokenStore tokens = FileTokenStore.open(directory);
    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i ->
                new ApplicationCredentials(FileCredentialStore.open(directory), tokens)
                    .register(RegisteredClient.publicClient(SERVER, "client " + i, "id")));
    assertThat(FileCredentialStore.open(directory).read()).hasSize(40);
  }

  private void assertRefused(FileCredentialStore store, String message) {
    byte[] before = bytes();
    assertThatThrownBy(store::read)
        .isInstanceOf(TokenStoreException.class)
        .hasMessage(message, file);
    assertThatThrownBy(() -> store.change(all -> List.of(PUBLIC)))
        .isInstanceOf(TokenStoreException.class);
    assertThat(bytes()).isEqualTo(before);
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
