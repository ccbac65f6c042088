package io.grantwright.runtime.store;

import static io.grantwright.runtime.store.Grants.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a file, and what is said of a file that is not as it should be. */
final class GrantFormatTest {
  private static final EncryptionKey KEY = key("2026-11", 1);

  @TempDir private Path temporary;
  private FileTokenStore plain;
  private Path directory;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    directory = temporary.toRealPath().resolve("grants");
    plain = FileTokenStore.open(directory);
    file = directory.resolve(GrantFormat.fileName(ALICE) + ".grant");
  }

  @Test
  void aFileCanBeReadByPeople() throws IOException {
    plain.replace(ALICE, 0, Grants.plain(7));
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"format":"grantwright-grant","version":1,"client":"client",\
            "server":"https://as.example","account":"alice","grant":"default",\
            "sha256":"17048dfee07738367539eacf60eaa62b0e2f4190d93d4482b24c61c0e7ee1795"}
            {"version":7,"refresh_token":"refresh-7","access_tokens":[]}
            """);
  }

  @Test
  void anEncryptedFileShowsTheKeysNameAndNoToken() throws IOException {
    FileTokenStore store = encrypted(KEY);
    store.replace(ALICE, 0, Grants.plain(7));
    assertThat(Files.readString(file))
        .contains("\"key_id\":\"2026-11\"")
        .doesNotContain("refresh")
        .doesNotContain("version\":7");
    assertThat(store.read(ALICE)).contains(Grants.plain(7));
  }

  @Test
  void theSameGrantIsEncryptedDifferentlyEachTime() throws IOException {
    FileTokenStore store = encrypted(KEY);
    store.replace(ALICE, 0, Grants.plain(7));
    byte[] first = Files.readAllBytes(file);
    store.replace(ALICE, 7, Grants.plain(7));
    assertThat(Files.readAllBytes(file)).isNotEqualTo(first);
  }

  @Test
  void anOlderKeyDecryptsAndTheNewOneTakesItsPlace() throws IOException {
    EncryptionKey newer = key("2027-01", 2);
    encrypted(KEY).replace(ALICE, 0, Grants.plain(7));
    FileTokenStore store = FileTokenStore.open(directory, newer, KEY);
    assertThat(store.read(ALICE)).contains(Grants.plain(7));
    store.replace(ALICE, 7, Grants.plain(8));
    assertThat(encrypted(newer).read(ALICE)).contains(Grants.plain(8));
  }

  @Test
  void anotherKeyOfTheSameNameIsWrong() {
    encrypted(KEY).replace(ALICE, 0, Grants.plain(7));
    assertRefused(
        encrypted(key("2026-11", 2)),
        "%s cannot be decrypted: the key \"2026-11\" is not the one of this name that encrypted it,"
            + " or the file was forged. Give the right key.");
  }

  @Test
  void aKeyOfAnotherNameIsNamed() {
    encrypted(KEY).replace(ALICE, 0, Grants.plain(7));
    assertRefused(
        encrypted(key("2027-01", 1)),
        "%s is encrypted with the key \"2026-11\", and the store was opened with"
            + " [EncryptionKey(2027-01)]. Give it that key as well.");
  }

  @Test
  void anEncryptedFileNeedsAKey() {
    encrypted(KEY).replace(ALICE, 0, Grants.plain(7));
    assertRefused(
        plain,
        "%s is encrypted with the key \"2026-11\", and the store was opened with none. Give it that"
            + " key as well.");
  }

  @Test
  void aPlainFileIsNoGrantOfAnEncryptedStore() {
    plain.replace(ALICE, 0, Grants.plain(7));
    assertRefused(
        encrypted(KEY),
        "%s is not encrypted, but the store was opened with the key \"2026-11\". Open it without"
            + " one, or delete the file and log in again.");
  }

  @Test
  void anEncryptedGrantCannotBePassedOffAsAnothers() throws IOException {
    FileTokenStore store = encrypted(KEY);
    GrantKey bob = GrantKey.of("client", "https://as.example", "bob");
    store.replace(bob, 0, Grants.plain(7));
    Path bobs = file.resolveSibling(GrantFormat.fileName(bob) + ".grant");
    Files.writeString(file, Files.readString(bobs).replace("\"bob\"", "\"alice\""));
    assertRefused(
        store,
        "%s cannot be decrypted: the key \"2026-11\" is not the one of this name that encrypted it,"
            + " or the file was forged. Give the right key.");
  }

  @Test
  void aFileUnderAnothersNameIsRefused() throws IOException {
    GrantKey bob = GrantKey.of("client", "https://as.example", "bob");
    plain.replace(bob, 0, Grants.plain(7));
    Files.copy(file.resolveSibling(GrantFormat.fileName(bob) + ".grant"), file);
    assertRefused(
        plain,
        "%s holds another grant than its name says. Files of the store must not be renamed or"
            + " copied; move it away, and log in again.");
  }

  @Test
  void aFileOfANewerVersionIsRefused() throws IOException {
    Files.writeString(file, "{\"format\":\"grantwright-grant\",\"version\":2,\"new\":[1]}\nxyz");
    assertRefused(
        plain,
        "%s was written by another version of the SDK: its format is 2, and this one reads 1. Use a"
            + " version that reads it; it has been left as it is.");
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    for (String foreign :
        new String[] {
          "", "\n", "null\n", "[]\n", "hello", "{}\n", "{\"format\":\"other\",\"version\":1}\n"
        }) {
      Files.writeString(file, foreign);
      assertRefused(
          plain,
          "%s is not a grant's file: its first line does not say \"grantwright-grant\". It has been"
              + " left as it is; move it away, and log in again.");
    }
  }

  @Test
  void everyTruncatedFileIsRefused() throws IOException {
    plain.replace(ALICE, 0, Grants.plain(7));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(plain);
    }
  }

  @Test
  void everyFileWithAWrongBitIsRefused() throws IOException {
    plain.replace(ALICE, 0, Grants.plain(7));
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] wrong = whole.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, wrong);
      assertThatThrownBy(() -> plain.read(ALICE)).isInstanceOf(TokenStoreException.class);
    }
  }

  @Test
  void aWrongContentIsDamage() throws IOException {
    plain.replace(ALICE, 0, Grants.plain(7));
    Files.writeString(file, Files.readString(file).replace("refresh-7", "refresh-8"));
    assertRefused(
        plain,
        "%s is damaged, or was changed by hand: the SHA-256 of its content does not fit. Restore it,"
            + " or delete it and log in again.");
  }

  @Test
  void noFailureShowsAToken() throws IOException {
    plain.replace(ALICE, 0, Grants.plain(7, "canary"));
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] wrong = whole.clone();
      wrong[i] ^= 1;
      Files.write(file, wrong);
      assertThatThrownBy(() -> plain.read(ALICE))
          .satisfies(
              thrown -> assertThat(Throwables.getStackTrace(thrown)).doesNotContain("canary"));
    }
  }

  @Test
  void aKeyIsOneOfAes() {
    assertThatThrownBy(() -> EncryptionKey.of("k", new SecretKeySpec(new byte[5], "AES")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key \"k\" has 5 bytes; AES takes 16, 24 or 32.");
    assertThatThrownBy(() -> EncryptionKey.of("k", new SecretKeySpec(new byte[16], "HmacSHA256")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key \"k\" is one of HmacSHA256; give one of AES.");
    assertThatThrownBy(() -> EncryptionKey.of("", new SecretKeySpec(new byte[16], "AES")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An encryption key needs a name.");
  }

  private void assertRefused(FileTokenStore store, String message) {
    assertRefused(store);
    assertThatThrownBy(() -> store.read(ALICE)).hasMessage(message, file);
  }

  /** Refused to everyone, and as it was afterwards. */
  private void assertRefused(FileTokenStore store) {
    byte[] before = bytes();
    assertThatThrownBy(() -> store.read(ALICE)).isInstanceOf(TokenStoreException.class);
    assertThatThrownBy(() -> store.replace(ALICE, 0, Grants.plain(9)))
        .isInstanceOf(TokenStoreException.class);
    assertThatThrownBy(() -> store.delete(ALICE, 7)).isInstanceOf(TokenStoreException.class);
    assertThat(bytes()).isEqualTo(before);
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private FileTokenStore encrypted(EncryptionKey key) {
    return FileTokenStore.open(directory, key);
  }

  private static EncryptionKey key(String id, int first) {
    byte[] bytes = new byte[16];
    bytes[0] = (byte) first;
    return EncryptionKey.of(id, new SecretKeySpec(bytes, "AES"));
  }
}
