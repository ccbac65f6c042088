package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StoredGrantTest {
  private static final StoredGrant EMPTY =
      new StoredGrant(
          1,
          Optional.of(Secret.of("rt")),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          UnknownMembers.EMPTY);

  @Test
  void keepsTheTokensThatWereIssuedLastAndDoesNotGrowForEver() {
    StoredGrant grant = EMPTY;
    for (int i = 0; i < StoredGrant.MOST_TOKENS; i++) {
      grant = grant.withAnswer(token(i), Optional.empty());
    }
    grant = grant.withAnswer(token(0), Optional.empty());
    assertThat(grant.accessTokens()).hasSize(StoredGrant.MOST_TOKENS);

    grant = grant.withAnswer(token(-1), Optional.empty());
    assertThat(grant.accessTokens()).hasSize(StoredGrant.MOST_TOKENS);
    assertThat(grant.accessToken(token(1).key())).as("the one issued first").isEmpty();
    assertThat(grant.accessToken(token(0).key())).as("issued again").isPresent();
    assertThat(grant.accessToken(token(-1).key())).isPresent();
  }

  @Test
  void doesNotGrowByWhatOthersWroteInBetween() {
    StoredGrant ours = EMPTY;
    StoredGrant found = EMPTY;
    for (int i = 0; i < StoredGrant.MOST_TOKENS; i++) {
      ours = ours.withAnswer(token(i), Optional.empty());
      found = found.withAnswer(token(i - StoredGrant.MOST_TOKENS + 1), Optional.empty());
    }
    assertThat(ours.over(found).accessTokens())
        .as("its own before those of others")
        .containsExactlyElementsOf(ours.accessTokens());
  }

  @Test
  void doesNotChangeWithTheListThatItWasMadeOf() {
    List<StoredToken> tokens = new ArrayList<>(List.of(token(1)));
    StoredGrant grant =
        new StoredGrant(
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            tokens,
            Optional.empty(),
            UnknownMembers.EMPTY);
    tokens.clear();
    assertThat(grant.accessTokens()).containsExactly(token(1));
  }

  private static StoredToken token(int number) {
    return new StoredToken(
        TokenKey.ofResource("https://api.example/" + number),
        Secret.of("at-" + number),
        "Bearer",
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }
}
