package io.grantwright.sdk.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.annotations.Fakes;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.pipeshub.GrantType;
import io.grantwright.sdk.pipeshub.PipesHubOAuth;
import io.grantwright.sdk.pipeshub.TokenRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A test of what uses a descriptor, without a server: how its fake answers, and what it keeps. */
@Fakes({Notes.class, PipesHubOAuth.class})
final class FakesTest {
  private final NotesFake notes = new NotesFake();

  @Test
  void answersAsTheTestSays() {
    notes.onFindWord(word -> List.of(new Note.Part(word, Optional.empty())));

    assertThat(notes.find("fire")).containsExactly(new Note.Part("fire", Optional.empty()));
  }

  @Test
  void keepsTheCallsOfAnEndpoint() {
    notes.onFindWord(word -> List.of());
    notes.find("fire");
    notes.find("water");

    assertThat(notes.findWordCalls())
        .containsExactly(new NotesFake.FindWordCall("fire"), new NotesFake.FindWordCall("water"));
  }

  @Test
  void keepsTheOrderOfAllCalls() {
    notes.onFindWordOptions((word, options) -> List.of());
    notes.putParts(List.of());
    notes.find("fire", CallOptions.NONE);

    assertThat(notes.calls())
        .containsExactly(
            new NotesFake.PutPartsCall(List.of()),
            new NotesFake.FindWordOptionsCall("fire", CallOptions.NONE));
  }

  @Test
  void failsAsTheTestSays() {
    RuntimeException failure = new IllegalStateException("no notes today");
    notes.onPutParts(
        parts -> {
          throw failure;
        });

    assertThatThrownBy(() -> notes.putParts(List.of())).isSameAs(failure);
  }

  @Test
  void asksForAnAnswerThatIsNeeded() {
    assertThatThrownBy(() -> notes.find("fire"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "NotesOfAll.find was called, and the fake has no answer for it. Set one with"
                + " onFindWord(...).");
    assertThat(notes.findWordCalls()).hasSize(1);
  }

  @Test
  void fakesADescriptorOfAnotherModule() {
    PipesHubOAuthFake pipesHub = new PipesHubOAuthFake();
    TokenRequest request =
        TokenRequest.builder()
            .grantType(GrantType.AUTHORIZATION_CODE)
            .code(Secret.of("the-code"))
            .build();
    assertThatThrownBy(() -> pipesHub.exchangeToken(request))
        .isInstanceOf(IllegalStateException.class);

    assertThat(pipesHub.exchangeTokenCalls()).hasSize(1);
    assertThat(pipesHub.exchangeTokenCalls().get(0).request()).isSameAs(request);
    assertThat(pipesHub.calls().toString()).doesNotContain("the-code");
  }
}
