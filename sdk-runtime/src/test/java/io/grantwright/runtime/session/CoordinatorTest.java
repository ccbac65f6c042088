package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.RefreshMarker.Stage;
import io.grantwright.runtime.session.SessionAction.Notice;
import io.grantwright.runtime.session.SessionAction.Work;
import io.grantwright.runtime.session.SessionState.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class CoordinatorTest {
  private static final TokenKey KEY = TokenKey.DEFAULT;
  private static final TokenKey OTHER = TokenKey.ofResource("https://other.example");
  private static final long HOUR = 3_600_000;
  private static final long START = 1_800_000_000_000L;

  private Coordinator.Rules rules =
      new Coordinator.Rules(true, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
  private SessionState state = SessionState.INITIAL;
  private long now = START;
  private Optional<Work> work = Optional.empty();
  private final List<SessionAction> actions = new ArrayList<>();

  // Fresh and stale

  @Nested
  final class ATokenOfTheStore {
    @Test
    void isServedWithoutALock() {
      on(new SessionEvent.Wanted(KEY, 1));
      assertThat(work).contains(new SessionAction.Read());
      on(found(grant(1, "rt", token("at", HOUR))));
      assertThat(served(1)).isEqualTo("at");
      assertThat(state.step()).isEqualTo(Step.IDLE);
      assertThat(actions).filteredOn(SessionAction.Publish.class::isInstance).hasSize(1);
    }

    @Test
    void isServedAgainWithoutTheStore() {
      haveGrant(grant(1, "rt", token("at", HOUR)));
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(served(2)).isEqualTo("at");
      assertThat(work).isEmpty();
    }

    @Test
    void isRefreshedInTheBackgroundNearItsEnd() {
      haveGrant(grant(1, "rt", token("at", HOUR)));
      now = START + HOUR - 20_000;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(served(2)).isEqualTo("at");
      assertThat(work).contains(new SessionAction.Read());
    }

    @Test
    void isLeftAloneBeforeThat() {
      haveGrant(grant(1, "rt", token("at", HOUR)));
      now = START + HOUR - 20_001;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(work).isEmpty();
    }

    @Test
    void isNearItsEndInTheLastQuarterOfAShortLife() {
      StoredToken brief = token("at", 40_000);
      assertThat(brief.staleAt(StoredToken.LONGEST_SKEW)).isEqualTo(START + 30_000);
    }

    @Test
    void isLeftAloneUntilTheWindowInWhichItMayBeRefreshed() {
      rules = new Coordinator.Rules(true, true, 120_000, any -> false, 5_000);
      haveGrant(grant(1, "rt", token("at", HOUR)));
      now = START + HOUR - 5_001;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(work).isEmpty();
      now = START + HOUR - 5_000;
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(work).contains(new SessionAction.Read());
    }

    @Test
    void isNotServedPastItsEnd() {
      haveGrant(grant(1, "rt", token("at", HOUR)));
      now = START + HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(outcomes(2)).isEmpty();
    }

    @Test
    void servesForEverIfNobodyKnowsItsEnd() {
      haveGrant(grant(1, "rt", eternal("at")));
      now = START + 1000 * HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(served(2)).isEqualTo("at");
      assertThat(work).isEmpty();
    }

    @Test
    void isNotServedAfterItsTimeByTheOtherClock() {
      haveGrant(grant(1, "rt", token("at", HOUR)));
      on(new SessionEvent.Outlived(KEY));
      assertThat(actions).contains(new SessionAction.Withdraw(KEY));
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(outcomes(2)).isEmpty();
    }

    @Test
    void ofAnotherTypeIsNotServed() {
      StoredToken mac =
          new StoredToken(
              KEY,
              Secret.of("at"),
              "mac",
              START,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              UnknownMembers.EMPTY);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(grant(1, "rt", mac)));
      assertThat(outcomes(1)).isEmpty();
      assertThat(actions).as("nor published").isEmpty();
    }

    @Test
    void leavesNothingToDoWhileItIsFresh() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Wanted(OTHER, 2));
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      assertThat(state.queue()).isEmpty();
    }

    @Test
    void withoutARefreshTokenIsServedToItsEnd() {
      haveGrant(grant(5, null, token("at-1", HOUR)));
      now = START + HOUR - 1;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(served(2)).isEqualTo("at-1");
      assertThat(work).isEmpty();
    }

    @Test
    void isPublishedOnceAndWithdrawnWhenTheStoreHasItNoMore() {
      StoredToken other = other("at-other");
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Wanted(OTHER, 2));
      on(found(grant(6, "rt-1", token("at-1", HOUR), other)));
      assertThat(actions)
          .containsExactly(
              new SessionAction.Publish(other),
              new SessionAction.Serve(List.of(2L), other),
              new SessionAction.Unlock());
      actions.clear();
      on(new SessionEvent.Outlived(OTHER));
      on(new SessionEvent.Wanted(OTHER, 3));
      actions.clear();
      on(found(grant(7, "rt-1", other)));
      assertThat(actions)
          .containsExactly(new SessionAction.Withdraw(KEY), new SessionAction.Withdraw(OTHER));
    }
  }

  @Test
  void zeroSecondsOfLifeMeanThatNobodyKnows() {
    StoredToken token = StoredToken.of(KEY, answer("at", null, 0L), START, Optional.empty());
    assertThat(token.expiresAt()).isEmpty();
  }

  @Test
  void aLifeLongerThanTimeEndsWithIt() {
    StoredToken token =
        StoredToken.of(KEY, answer("at", null, Long.MAX_VALUE), START, Optional.empty());
    assertThat(token.expiresAt()).contains(Long.MAX_VALUE);
  }

  @Test
  void withoutAGrantTheUserHasToLogIn() {
    on(new SessionEvent.Wanted(KEY, 1));
    on(found(null));
    assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    assertThat(notices()).isEmpty();
    assertThat(state.step()).isEqualTo(Step.IDLE);
  }

  @Test
  void aGrantWithoutRefreshTokenEndsWithItsAccessToken() {
    haveGrant(grant(1, null, token("at", HOUR)));
    now = START + HOUR;
    on(new SessionEvent.Wanted(KEY, 2));
    on(found(grant(1, null, token("at", HOUR))));
    assertThat(failed(2)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    assertThat(notices()).hasAtLeastOneElementOfType(Notice.ReauthorizationNeeded.class);
  }

  // The way of a refresh

  @Nested
  final class ARefresh {
    @Test
    void readsLocksReadsMarksSendsSavesAndServes() {
      on(new SessionEvent.Wanted(KEY, 1));
      StoredGrant grant = expired(5, "rt-1");
      assertThat(work).contains(new SessionAction.Read());
      on(found(grant));
      assertThat(work).contains(new SessionAction.Lock());
      on(new SessionEvent.Locked());
      assertThat(work).contains(new SessionAction.Read());
      on(found(grant));
      SessionAction.Write marking = (SessionAction.Write) work.orElseThrow();
      assertThat(marking.expected()).isEqualTo(5);
      assertThat(marking.grant().version()).isEqualTo(6);
      assertThat(marking.grant().marker())
          .contains(
              new RefreshMarker(
                  RefreshMarker.hash(Secret.of("rt-1")), 5, now, now + 120_000, Stage.SENT));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-1")));
      on(answered("at-2", "rt-2"));
      assertThat(outcomes(1)).as("nobody gets it before it is stored").isEmpty();
      SessionAction.Write saving = (SessionAction.Write) work.orElseThrow();
      assertThat(saving.expected()).isEqualTo(6);
      assertThat(saving.grant().version()).isEqualTo(7);
      assertThat(saving.grant().refreshToken()).contains(Secret.of("rt-2"));
      assertThat(saving.grant().marker()).isEmpty();
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-2");
      assertThat(notices()).containsExactly(new Notice.Refreshed(KEY));
      assertThat(state.known()).contains(saving.grant());
      assertThat(state.writing()).isEmpty();
      assertThat(actions).contains(new SessionAction.Unlock());
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void servesAllWhoCameInTheMeantime() {
      sending("rt-1");
      on(new SessionEvent.Wanted(KEY, 2));
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(state.queue()).as("it is for all of them").isEmpty();
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-2");
      assertThat(served(2)).isEqualTo("at-2");
      assertThat(served(3)).isEqualTo("at-2");
      assertThat(work).isEmpty();
    }

    @Test
    void isNotNeededIfSomebodyElseHadTheLockBefore() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(grant(7, "rt-2", token("at-2", HOUR))));
      assertThat(served(1)).isEqualTo("at-2");
      assertThat(actions).contains(new SessionAction.Publish(token("at-2", HOUR)));
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void remembersTheLastEightRefreshTokensThatWereUsedUp() {
      sending("rt-0");
      for (int i = 1; i <= 10; i++) {
        on(answered("at-" + i, "rt-" + i));
        on(new SessionEvent.Written());
        now += HOUR;
        on(new SessionEvent.Wanted(KEY, i + 1));
        toSending(state.known().orElseThrow());
      }
      assertThat(state.refreshTokens().spent())
          .hasSize(8)
          .startsWith(RefreshMarker.hash(Secret.of("rt-2")))
          .endsWith(RefreshMarker.hash(Secret.of("rt-9")));
    }

    @Test
    void keepsTheRefreshTokenIfThereIsNoOther() {
      sending("rt-1");
      on(answered("at-2", null));
      assertThat(writing().refreshToken()).contains(Secret.of("rt-1"));
      assertThat(state.refreshTokens().spent()).isEmpty();
    }

    @Test
    void keepsUnknownMembersThatTheAnswerDoesNotMention() {
      StoredToken old =
          new StoredToken(
              KEY,
              Secret.of("at-1"),
              "Bearer",
              START - HOUR,
              Optional.of(START),
              Optional.empty(),
              Optional.of(Secret.of("id")),
              UnknownMembers.ofMap(Map.of("team", "T1", "kept", "yes")));
      sending(grant(5, "rt-1", old));
      on(
          new SessionEvent.Answered(
              new TokenResponse(
                  Secret.of("at-2"),
                  "Bearer",
                  Optional.of(3600L),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  UnknownMembers.ofMap(Map.of("team", "T2"))),
              99));
      StoredToken token = writing().accessToken(KEY).orElseThrow();
      assertThat(token.unknown().asMap()).isEqualTo(Map.of("team", "T2", "kept", "yes"));
      assertThat(token.idToken()).contains(Secret.of("id"));
    }

    @Test
    void countsTheLifeOfATokenFromWhenItWasAskedFor() {
      sending("rt-1");
      long asked = now;
      now += 30_000;
      on(answered("at-2", "rt-2"));
      assertThat(writing().accessToken(KEY).orElseThrow().expiresAt()).contains(asked + HOUR);
    }

    @Test
    void ofAnotherResourceWaitsForTheFirst() {
      sending("rt-1");
      on(new SessionEvent.Wanted(OTHER, 2));
      on(new SessionEvent.Wanted(OTHER, 3));
      assertThat(work).as("nothing at the same time").isEmpty();
      assertThat(state.queue()).containsExactly(new SessionState.Job.Renew(OTHER));
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-2");
      assertThat(outcomes(2)).isEmpty();
      StoredGrant grant = state.known().orElseThrow();
      on(found(grant));
      on(new SessionEvent.Locked());
      on(found(grant));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(OTHER, Secret.of("rt-2")));
      on(answered("at-3", "rt-3"));
      on(new SessionEvent.Written());
      assertThat(served(2)).isEqualTo("at-3");
      assertThat(state.known().orElseThrow().accessTokens()).hasSize(2);
    }

    @Test
    void takesAnotherLookIfSomebodyWroteBeforeTheMarker() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Conflict());
      assertThat(work).contains(new SessionAction.Read());
      assertThat(state.writing()).isEmpty();
      on(found(expired(6, "rt-2")));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-2")));
    }

    @Test
    void givesUpIfTheGrantChangesForEver() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      for (int i = 0; i < 5; i++) {
        on(found(expired(6 + i, "rt-1")));
        on(new SessionEvent.Conflict());
      }
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
    }

    @Test
    void inTheBackgroundLeavesTheOldTokenToCallers() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      on(new SessionEvent.Wanted(KEY, 4));
      assertThat(served(4)).isEqualTo("at-2");
    }

    @Test
    void ofANarrowerScopeDoesNotNarrowTheGrant() {
      TokenKey narrow = TokenKey.ofScope("read");
      StoredGrant wide =
          new StoredGrant(
              5,
              Optional.of(Secret.of("rt-1")),
              Optional.of("read write"),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              UnknownMembers.EMPTY);
      on(new SessionEvent.Wanted(narrow, 1));
      toSending(wide);
      on(answeredWithScope("at-2", "read"));
      assertThat(writing().scope()).contains("read write");
      on(new SessionEvent.Written());
      assertThat(notices()).containsExactly(new Notice.Refreshed(narrow));
    }

    @Test
    void thatBringsLessThanWasGrantedIsTold() {
      StoredGrant wide =
          new StoredGrant(
              5,
              Optional.of(Secret.of("rt-1")),
              Optional.of("read write"),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              UnknownMembers.EMPTY);
      on(new SessionEvent.Wanted(KEY, 1));
      toSending(wide);
      on(answeredWithScope("at-2", "read"));
      on(new SessionEvent.Written());
      assertThat(notices()).contains(new Notice.Narrowed(KEY, "read write", "read"));
      assertThat(served(1)).isEqualTo("at-2");
    }

    @Test
    void thatBringsAScopeThatIsNoneIsServedAllTheSame() {
      on(new SessionEvent.Wanted(KEY, 1));
      toSending(
          new StoredGrant(
              5,
              Optional.of(Secret.of("rt-1")),
              Optional.of("read"),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              UnknownMembers.EMPTY));
      on(answeredWithScope("at-2", "\"r\u00e9ad\"\t\\"));
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-2");
      assertThat(notices()).contains(new Notice.Narrowed(KEY, "read", "\"r\u00e9ad\"\t\\"));
    }

    @Test
    void thatBringsATokenOfAnotherTypeKeepsTheRefreshTokenAndServesNobody() {
      sending("rt-1");
      on(
          new SessionEvent.Answered(
              new TokenResponse(
                  Secret.of("at-2"),
                  "mac",
                  Optional.of(3600L),
                  Optional.of(Secret.of("rt-2")),
                  Optional.empty(),
                  Optional.empty(),
                  UnknownMembers.EMPTY),
              100));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.NON_COMPLIANT);
      assertThat(state.known().orElseThrow().refreshToken()).contains(Secret.of("rt-2"));
    }

    @Test
    void endsIfSomebodyHasLoggedOutBeforeTheLock() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(null));
      assertThat(reason(1))
          .isEqualTo("There are no tokens for this account. Ask the user to log in.");
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void endsIfTheRefreshTokenIsGoneWhenTheLockIsHeld() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(grant(6, null)));
      assertThat(reason(1))
          .isEqualTo(
              "The access token has expired and there is no refresh token. Ask the user to log in"
                  + " again.");
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void hasAllTimeThereIsIfItsCallDoes() {
      rules =
          new Coordinator.Rules(true, true, Long.MAX_VALUE, any -> false, StoredToken.LONGEST_SKEW);
      sending("rt-1");
      assertThat(state.known().orElseThrow().marker().orElseThrow().deadline())
          .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void looksAgainAsOftenAsIfThereHadBeenNoneBeforeIt() {
      on(new SessionEvent.Wanted(KEY, 1));
      for (int job = 1; job <= 2; job++) {
        on(found(expired(5, "rt-1")));
        on(new SessionEvent.Locked());
        for (int i = 0; i < 4; i++) {
          on(found(expired(5, "rt-1")));
          on(new SessionEvent.Conflict());
          assertThat(work).contains(new SessionAction.Read());
        }
        on(found(expired(5, "rt-1")));
        on(new SessionEvent.Written());
        on(new SessionEvent.Failed(Failures.status(429)));
        on(new SessionEvent.Written());
        assertThat(failed(job)).isEqualTo(Failure.Kind.TRANSIENT);
        now += 60_000;
        on(new SessionEvent.Wanted(KEY, job + 1));
      }
    }

    @Test
    void thatBringsARefreshTokenThatWasUsedUpLeavesTheStoreAlone() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      now += HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(answered("at-3", "rt-1"));
      on(new SessionEvent.Written());
      now += HOUR;
      on(new SessionEvent.Wanted(KEY, 3));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      assertThat(state.step()).isEqualTo(Step.MARKING);
    }

    @Test
    void thatBringsARefreshTokenThatWasRefusedMakesItGoodAgain() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(expired(20, "rt-9"));
      on(answered("at-2", "rt-1"));
      on(new SessionEvent.Written());
      now += HOUR;
      on(new SessionEvent.Wanted(KEY, 3));
      toSending(state.known().orElseThrow());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-1")));
    }

    @Test
    void afterALoginOfAnotherProcessEndsReauthorization() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(expired(20, "rt-9"));
      on(answered("at-2", "rt-10"));
      on(new SessionEvent.Written());
      now += HOUR;
      on(new SessionEvent.Wanted(KEY, 3));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      assertThat(notices()).filteredOn(Notice.ReauthorizationNeeded.class::isInstance).hasSize(2);
    }

    @Test
    void ofAnotherResourceIsNotNeededIfTheFirstFindsItsToken() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(new SessionEvent.Wanted(OTHER, 2));
      on(found(grant(5, "rt-1", token("at-1", HOUR), other("at-other"))));
      assertThat(served(2)).isEqualTo("at-other");
      assertThat(work).isEmpty();
      assertThat(state.job()).isEmpty();
      now = START + HOUR;
      on(new SessionEvent.Wanted(OTHER, 3));
      assertThat(work).contains(new SessionAction.Read());
    }
  }

  // The table

  @Nested
  final class ARefusal {
    @Test
    void withInvalidGrantDeletesTheRefreshTokenAfterALook() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      assertThat(work).contains(new SessionAction.Read());
      on(found(state.known().orElseThrow()));
      assertThat(writing().version()).isEqualTo(7);
      assertThat(writing().refreshToken()).isEmpty();
      assertThat(writing().marker()).isEmpty();
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
      assertThat(notices()).hasOnlyElementsOfType(Notice.ReauthorizationNeeded.class).hasSize(1);
    }

    @Test
    void withInvalidGrantIsNoMatterIfThereIsANewerToken() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(grant(20, "rt-9", token("at-9", HOUR))));
      assertThat(served(1)).isEqualTo("at-9");
      assertThat(notices()).isEmpty();
    }

    @Test
    void withInvalidGrantSendsANewerRefreshToken() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(expired(20, "rt-9")));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-9")));
    }

    @Test
    void ofOneNewerRefreshTokenAfterTheOtherEnds() {
      sending("rt-0");
      int tries = 1;
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(expired(15, "rt-1")));
      while (outcomes(1).isEmpty() && tries < 10) {
        on(new SessionEvent.Written());
        tries++;
        on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
        on(found(expired(5 + 10L * tries, "rt-" + tries)));
      }
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(tries).isEqualTo(5);
    }

    @Test
    void leavesANewerVersionThatComesBeforeTheDeletion() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Conflict());
      assertThat(work).contains(new SessionAction.Read());
      on(found(grant(20, "rt-9", token("at-9", HOUR))));
      assertThat(served(1)).isEqualTo("at-9");
    }

    @Test
    void isNotRepeatedIfTheStoreFailsMeanwhile() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      assertThat(failed(2)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void withAnotherCodeOfOAuthKeepsTheTokenAndSendsItNoMore() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      assertThat(writing().refreshToken()).contains(Secret.of("rt-1"));
      assertThat(writing().marker()).isEmpty();
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
      StoredGrant kept = state.known().orElseThrow();
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(kept));
      on(new SessionEvent.Locked());
      on(found(kept));
      assertThat(failed(2)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
      assertThat(notices()).as("raised once").hasSize(1);
    }

    @Test
    void ofTheClientKeepsTheTokenAndClearsTheMarker() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "unauthorized_client")));
      assertThat(writing().refreshToken()).contains(Secret.of("rt-1"));
      assertThat(writing().marker()).isEmpty();
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.MISCONFIGURED);
    }

    @Test
    void ofWhatOneKeyAsksForLeavesTheOthersAlone() {
      sending("rt-1");
      CallException refusal = Failures.oauth(400, "invalid_target");
      on(new SessionEvent.Failed(refusal));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.MISCONFIGURED);
      assertThat(reason(1)).isEqualTo("The token request is wrong: " + refusal.getMessage());
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(failed(2)).isEqualTo(Failure.Kind.MISCONFIGURED);
      on(new SessionEvent.Wanted(OTHER, 3));
      toSending(state.known().orElseThrow());
      assertThat(work).contains(new SessionAction.Send(OTHER, Secret.of("rt-1")));
    }

    @Test
    void ofTheSecretIsRepeatedOnceIfTheSecretHasChanged() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(401, "invalid_client")));
      assertThat(work).contains(new SessionAction.ReadCredentials());
      on(new SessionEvent.CredentialsRead(true));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-1")));
      on(new SessionEvent.Failed(Failures.oauth(401, "invalid_client")));
      assertThat(writing().marker()).isEmpty();
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.MISCONFIGURED);
    }

    @Test
    void ofTheSecretStandsIfTheSecretIsTheSame() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(401, "invalid_client")));
      on(new SessionEvent.CredentialsRead(false));
      assertThat(writing().marker()).isEmpty();
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.MISCONFIGURED);
    }

    @Test
    void thatPassesClearsTheMarker() {
      for (RuntimeException passing :
          List.of(
              Failures.status(408),
              Failures.status(425),
              Failures.status(429),
              Failures.status(404),
              Failures.oauth(400, "temporarily_unavailable"),
              Failures.noAnswer(Delivery.NOT_DELIVERED))) {
        forget();
        sending("rt-1");
        on(new SessionEvent.Failed(passing));
        assertThat(writing().refreshToken()).contains(Secret.of("rt-1"));
        assertThat(writing().marker()).as("%s", passing).isEmpty();
        on(new SessionEvent.Written());
        assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      }
    }

    @Test
    void thatPassesIsSafeToRepeatEvenIfTheMarkerStays() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      now += 2_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      assertThat(state.known().orElseThrow().marker().orElseThrow().stage()).isEqualTo(Stage.SENT);
      assertThat(notices()).isEmpty();
    }

    @Test
    void ofAFailingServerMakesTheNextRefreshAProbeEachTime() {
      sending("rt-1");
      for (int i = 0; i < 4; i++) {
        on(new SessionEvent.Failed(Failures.status(503)));
        assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.SERVER_FAILED);
        on(new SessionEvent.Written());
        assertThat(failed(i + 1)).isEqualTo(Failure.Kind.TRANSIENT);
        now += 60_000;
        on(new SessionEvent.Wanted(KEY, i + 2));
        toSending(state.known().orElseThrow());
        assertThat(state.known().orElseThrow().marker().orElseThrow().stage())
            .isEqualTo(Stage.PROBED);
      }
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(served(5)).isEqualTo("at-2");
    }

    @Test
    void withInvalidGrantIsNoMatterIfSomebodyHasLoggedOut() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(null));
      assertThat(reason(1))
          .isEqualTo("There are no tokens for this account. Ask the user to log in.");
      assertThat(state.known()).isEmpty();
      assertThat(notices()).isEmpty();
    }

    @Test
    void isToldEvenIfSomebodyWroteBeforeItsMarkerWasCleared() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Conflict());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(state.step()).isEqualTo(Step.IDLE);
      assertThat(state.writing()).isEmpty();
    }

    @Test
    void ofTheSecretAsksForTheSecretInEachRefresh() {
      sending("rt-1");
      for (int i = 1; i <= 2; i++) {
        on(new SessionEvent.Failed(Failures.oauth(401, "invalid_client")));
        assertThat(work).contains(new SessionAction.ReadCredentials());
        on(new SessionEvent.CredentialsRead(false));
        on(new SessionEvent.Written());
        now += 60_000;
        on(new SessionEvent.Wanted(KEY, i + 1));
        toSending(state.known().orElseThrow());
      }
    }

    @Test
    void ofAFailingServerLeavesTheDoubtIfTheStoreFailsToo() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(503)));
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(state.writing()).isEmpty();
      now += 120_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      assertThat(state.known().orElseThrow().marker().orElseThrow().stage())
          .isEqualTo(Stage.PROBED);
    }

    @Test
    void isToldBeforeTheLogoutThatWaitsForIt() {
      sending("rt-1");
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(work).contains(new SessionAction.Lock());
    }
  }

  // Lost answers

  @Nested
  final class ALostAnswer {
    @Test
    void isFollowedByOneProbe() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.PROBED);
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-1")));
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-2");
      assertThat(notices()).containsExactly(new Notice.AnswerLost(), new Notice.Refreshed(KEY));
    }

    @Test
    void isNeverFollowedByAThirdRequest() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      on(new SessionEvent.Written());
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.ANSWER_LOST)));
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.PROBED);
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.AMBIGUOUS);
      StoredGrant grant = state.known().orElseThrow();
      for (int i = 2; i < 5; i++) {
        now += 60_000;
        on(new SessionEvent.Wanted(KEY, i));
        on(found(grant));
        on(new SessionEvent.Locked());
        on(found(grant));
        assertThat(failed(i)).isEqualTo(Failure.Kind.AMBIGUOUS);
      }
    }

    @Test
    void whoseProbeIsRefusedEndsTheGrant() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      on(new SessionEvent.Written());
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void isNotProbedIfTheApplicationSaysSo() {
      rules = new Coordinator.Rules(true, false, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.SENT);
      assertThat(writing().marker().orElseThrow().deadline()).isEqualTo(now);
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void ofAnotherProcessIsNotProbedIfTheApplicationSaysSo() {
      rules = new Coordinator.Rules(true, false, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      StoredGrant marked = marked(expired(5, "rt-1"), START, START + 120_000, Stage.SENT);
      now = START + 120_000;
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void thatIsNoneOfOAuthIsNamedAfterTheProbe() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.malformed()));
      on(new SessionEvent.Written());
      on(new SessionEvent.Failed(Failures.malformed()));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.NON_COMPLIANT);
    }

    @Test
    void inTheBackgroundLetsTheOldTokenServeToItsEnd() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(writing().marker().orElseThrow().deadline()).isEqualTo(now);
      on(new SessionEvent.Written());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      assertThat(work).as("no probe before the end").isEmpty();
      now = START + HOUR;
      on(new SessionEvent.Wanted(KEY, 4));
      toSending(state.known().orElseThrow());
      assertThat(state.known().orElseThrow().marker().orElseThrow().stage())
          .isEqualTo(Stage.PROBED);
    }

    @Test
    void ofAnotherProcessIsFoundWhenTheDeadlineHasPassed() {
      StoredGrant marked = marked(expired(5, "rt-1"), START, START + 120_000, Stage.SENT);
      now = START + 120_000;
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(notices()).containsExactly(new Notice.AnswerLost());
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.PROBED);
    }

    @Test
    void ofAnotherProcessWhoseProbeIsLostTooIsAmbiguous() {
      StoredGrant marked = marked(expired(5, "rt-1"), START, START + 120_000, Stage.PROBED);
      now = START + 120_000;
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(failed(1)).isEqualTo(Failure.Kind.AMBIGUOUS);
      now += HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(failed(2)).isEqualTo(Failure.Kind.AMBIGUOUS);
      assertThat(notices())
          .as("each is told once")
          .hasExactlyElementsOfTypes(Notice.AnswerLost.class, Notice.ReauthorizationNeeded.class);
    }

    @Test
    void isWaitedForUntilTheDeadline() {
      StoredGrant marked = marked(expired(5, "rt-1"), START, START + 120_000, Stage.SENT);
      now = START + 118_500;
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(retryAt(1)).isEqualTo(START + 119_500);
      now = START + 119_500;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(failed(2)).isEqualTo(Failure.Kind.TRANSIENT);
      now = retryAt(2);
      on(new SessionEvent.Wanted(KEY, 3));
      toSending(marked);
    }

    @Test
    void isNotWaitedForIfTheClockWasSetBack() {
      StoredGrant marked = marked(expired(5, "rt-1"), START, START + 120_000, Stage.SENT);
      now = START - 5_000;
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.PROBED);
    }

    @Test
    void isWaitedForNoLongerThanTheDeadline() {
      long deadline = START + 120_000;
      StoredGrant marked = marked(expired(5, "rt-1"), START, deadline, Stage.SENT);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      now = deadline - 1_500;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(retryAt(2)).isEqualTo(deadline);
    }

    @Test
    void ofAnotherProcessLetsTheOldTokenServeToItsEnd() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      StoredGrant marked = marked(state.known().orElseThrow(), START, START + 1_000, Stage.SENT);
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(marked));
      on(new SessionEvent.Locked());
      on(found(marked));
      assertThat(work).as("no probe yet").isEmpty();
      assertThat(state.step()).isEqualTo(Step.IDLE);
      assertThat(notices()).containsExactly(new Notice.AnswerLost());
    }

    @Test
    void ofAnotherRefreshTokenIsNoMatter() {
      StoredGrant marked = marked(expired(5, "rt-1"), START - HOUR, START - HOUR, Stage.PROBED);
      StoredGrant relogged =
          new StoredGrant(
              7,
              Optional.of(Secret.of("rt-2")),
              marked.scope(),
              marked.subject(),
              marked.accessTokens(),
              marked.marker(),
              marked.unknown());
      on(new SessionEvent.Wanted(KEY, 1));
      toSending(relogged);
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-2")));
    }

    @Test
    void whoseProbeHadNoEffectIsProbedAgainLater() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      on(new SessionEvent.Written());
      on(new SessionEvent.Failed(Failures.status(429)));
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.SENT);
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      assertThat(state.known().orElseThrow().marker().orElseThrow().stage())
          .isEqualTo(Stage.PROBED);
    }

    @Test
    void whoseProbeCannotBeAnnouncedStaysInDoubt() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      StoredGrant perhapsWritten = writing();
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      now += 120_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(perhapsWritten));
      on(new SessionEvent.Locked());
      on(found(perhapsWritten));
      assertThat(failed(2)).isEqualTo(Failure.Kind.AMBIGUOUS);
    }

    @Test
    void whoseProbeBringsAPageIsNamedAsNoneOfOAuth() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.page()));
      on(new SessionEvent.Written());
      on(new SessionEvent.Failed(Failures.page()));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.NON_COMPLIANT);
    }

    @Test
    void inTheBackgroundIsProbedForThoseWhoseApiRefusesTheOldToken() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 3));
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(state.step()).isEqualTo(Step.MARKING);
      assertThat(writing().marker().orElseThrow().stage()).isEqualTo(Stage.PROBED);
    }

    @Test
    void inTheBackgroundIsProbedForThoseWhoComeWhileItIsNoted() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(state.step()).isEqualTo(Step.SETTLING);
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 3));
      on(new SessionEvent.Written());
      toSending(state.known().orElseThrow());
      assertThat(state.known().orElseThrow().marker().orElseThrow().stage())
          .isEqualTo(Stage.PROBED);
    }

    @Test
    void inTheBackgroundIsProbedIfTheOldTokenHasEndedMeanwhile() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      now = START + HOUR;
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(state.step()).isEqualTo(Step.MARKING);
    }

    @Test
    void inTheBackgroundIsNoFailureIfTheStoreFailsOrChangesMeanwhile() {
      for (SessionEvent event : List.of(broke(), new SessionEvent.Conflict())) {
        forget();
        now = START;
        haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
        now = START + HOUR - 10_000;
        on(new SessionEvent.Wanted(KEY, 2));
        toSending(state.known().orElseThrow());
        on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
        on(event);
        assertThat(state.step()).isEqualTo(Step.IDLE);
        on(new SessionEvent.Wanted(KEY, 3));
        assertThat(served(3)).isEqualTo("at-1");
      }
    }
  }

  // Failure memory

  @Nested
  final class AfterAFailure {
    @Test
    void laterCallersGetTheSameForASecondAndThenTheServerIsAskedAgain() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      now += 999;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(failed(2)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(work).isEmpty();
      now += 1;
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(work).contains(new SessionAction.Read());
    }

    @Test
    void aClockThatIsSetBackEndsTheWait() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      now -= 1;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(work).contains(new SessionAction.Read());
    }

    @Test
    void theUserIsAskedToLogInOnce() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(broke());
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 3));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      assertThat(failed(3)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
      assertThat(notices()).hasSize(1);
    }

    @Test
    void theTimeDoublesToHalfAMinute() {
      sending("rt-1");
      List<Long> times = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        on(new SessionEvent.Failed(Failures.status(429)));
        on(new SessionEvent.Written());
        times.add(retryAt(i) - now);
        now = retryAt(i);
        on(new SessionEvent.Wanted(KEY, i + 1));
        toSending(state.known().orElseThrow());
      }
      assertThat(times)
          .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void aSuccessEndsTheDoubling() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(state.failures().ofAll()).isEmpty();
    }

    @Test
    void theServersOwnTimeIsNotLessThanASecond() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429, Duration.ofMillis(10))));
      on(new SessionEvent.Written());
      assertThat(retryAt(1)).isEqualTo(now + 1_000);
    }

    @Test
    void theServersOwnTimeCounts() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429, Duration.ofMinutes(5))));
      on(new SessionEvent.Written());
      assertThat(retryAt(1)).isEqualTo(now + 300_000);
    }

    @Test
    void noServerGetsARequestPerCall() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429, Duration.ZERO)));
      on(new SessionEvent.Written());
      assertThat(retryAt(1)).isEqualTo(now + 1_000);
    }

    @Test
    void theOldTokenServesOnAndIsNotRefreshedMeanwhile() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      assertThat(work).isEmpty();
    }

    @Test
    void theOldTokenServesOnIfTheServerTakesNoRefreshTokenAnyMore() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      now += 5_000;
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      assertThat(work).isEmpty();
    }

    @Test
    void ofOneKeyASuccessEndsTheDoubling() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_scope")));
      on(new SessionEvent.Written());
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      now += 2 * HOUR;
      on(new SessionEvent.Wanted(KEY, 3));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_scope")));
      on(new SessionEvent.Written());
      assertThat(retryAt(3)).isEqualTo(now + 1_000);
    }

    @Test
    void callersOfAnotherKeyShareIt() {
      sending("rt-1");
      on(new SessionEvent.Wanted(OTHER, 2));
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(failed(2)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(work).isEmpty();
      assertThat(state.job()).isEmpty();
      assertThat(state.failure()).isEmpty();
      now += 1_000;
      on(new SessionEvent.Wanted(OTHER, 3));
      assertThat(work).contains(new SessionAction.Read());
    }

    @Test
    void aLoginOfAnotherProcessIsFound() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_grant")));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Written());
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(grant(70, "rt-9", token("at-9", 2 * HOUR))));
      assertThat(served(2)).isEqualTo("at-9");
    }

    @Test
    void ofOneKeyTheTimeDoubles() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_scope")));
      on(new SessionEvent.Written());
      assertThat(retryAt(1)).isEqualTo(now + 1_000);
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_scope")));
      on(new SessionEvent.Written());
      assertThat(retryAt(2)).isEqualTo(now + 2_000);
    }
  }

  // The store

  @Nested
  final class AFailingStore {
    @Test
    void beforeTheMarkerSendsNothing() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void atTheMarkerSendsNothingAndLeavesNoDoubt() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(expired(5, "rt-1")));
      StoredGrant perhapsWritten = writing();
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(perhapsWritten);
      assertThat(state.known().orElseThrow().marker().orElseThrow().stage()).isEqualTo(Stage.SENT);
      assertThat(notices()).isEmpty();
    }

    @Test
    void atTheAnswerKeepsItAndTheLockAndWritesItAgain() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      SessionAction.Write first = (SessionAction.Write) work.orElseThrow();
      actions.clear();
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(actions).doesNotContain(new SessionAction.Unlock());
      assertThat(actions).contains(new SessionAction.SaveLater(1_000, 1));
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(failed(2)).isEqualTo(Failure.Kind.TRANSIENT);
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      assertThat(work).contains(first);
      on(broke());
      assertThat(actions).contains(new SessionAction.SaveLater(2_000, 2));
      now += 2_000;
      on(new SessionEvent.SaveDue(2));
      on(new SessionEvent.Wanted(KEY, 3));
      on(new SessionEvent.Written());
      assertThat(served(3)).isEqualTo("at-2");
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void atTheAnswerIsTriedAgainByALaterCallerIfTheTimerIsGone() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      SessionAction.Write first = (SessionAction.Write) work.orElseThrow();
      on(broke());
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(work).contains(first);
      on(broke());
      on(new SessionEvent.SaveDue(1));
      assertThat(work).as("a late timer, which there is a newer one for").isEmpty();
      on(new SessionEvent.SaveDue(2));
      assertThat(work).contains(first);
      on(new SessionEvent.Written());
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void atTheAnswerIsNotWrittenAgainForEachCallerOfTheOldToken() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(answered("at-2", "rt-2"));
      on(broke());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      assertThat(work).isEmpty();
    }

    @Test
    void thatHasWrittenTheAnswerAllTheSameIsRead() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      StoredGrant answer = writing();
      on(broke());
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      on(new SessionEvent.Conflict());
      on(found(answer));
      assertThat(state.step()).isEqualTo(Step.IDLE);
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(served(2)).isEqualTo("at-2");
    }

    @Test
    void thatHasLostARotationGetsItAgain() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      now = START + 2 * HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(expired(5, "rt-1")));
      assertThat(writing().refreshToken()).contains(Secret.of("rt-2"));
      assertThat(((SessionAction.Write) work.orElseThrow()).expected()).isEqualTo(5);
      on(new SessionEvent.Written());
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Send(KEY, Secret.of("rt-2")));
    }

    @Test
    void thatHasLostARotationGetsTheDoubtAboutItsSuccessorAgain() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      now = START + 2 * HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.status(503)));
      on(new SessionEvent.Written());
      now += 60_000;
      on(new SessionEvent.Wanted(KEY, 3));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.Locked());
      on(found(expired(5, "rt-1")));
      assertThat(writing().currentMarker().orElseThrow().stage()).isEqualTo(Stage.SERVER_FAILED);
      on(new SessionEvent.Written());
      assertThat(writing().currentMarker().orElseThrow().stage()).isEqualTo(Stage.PROBED);
    }

    @Test
    void whoseGrantWasChangedMeanwhileTakesTheAnswerOnTop() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Conflict());
      StoredToken theirs =
          new StoredToken(
              OTHER,
              Secret.of("at-other"),
              "Bearer",
              START,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              UnknownMembers.EMPTY);
      on(found(grant(40, "rt-1", theirs)));
      assertThat(writing().version()).isEqualTo(41);
      assertThat(writing().refreshToken()).contains(Secret.of("rt-2"));
      assertThat(writing().accessTokens()).hasSize(2);
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-2");
    }

    @Test
    void inWhichSomebodyHasLoggedInMeanwhileKeepsTheLogin() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Conflict());
      on(found(grant(40, "rt-login", token("at-login", HOUR))));
      assertThat(served(1)).isEqualTo("at-login");
      assertThat(state.known()).contains(grant(40, "rt-login", token("at-login", HOUR)));
      assertThat(state.writing()).isEmpty();
    }

    @Test
    void inWhichSomebodyHasLoggedOutMeanwhileStaysEmpty() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Conflict());
      on(found(null));
      assertThat(failed(1)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
      assertThat(state.known()).isEmpty();
      assertThat(state.writing()).isEmpty();
      assertThat(work).isEmpty();
    }

    @Test
    void whoseLockIsNotToBeHadIsTriedLater() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.LockBusy());
      assertThat(reason(1))
          .isEqualTo("Another process holds the lock of the grant for longer than this one waits.");
      assertThat(retryAt(1)).isEqualTo(now + 1_000);
      now += 1_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(expired(5, "rt-1")));
      on(new SessionEvent.LockBusy());
      assertThat(retryAt(2)).isEqualTo(now + 2_000);
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void atTheAnswerFailsTheCallersOfAllKeysAndHasNothingLeftForThem() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Wanted(OTHER, 3));
      on(answered("at-2", "rt-2"));
      actions.clear();
      on(broke());
      assertThat(reason(3)).isEqualTo("The store of the tokens failed: The disk is full.");
      assertThat(actions)
          .as("who finds the old token finds it already")
          .noneMatch(SessionAction.Publish.class::isInstance);
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      on(new SessionEvent.Written());
      assertThat(work).isEmpty();
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void hasNoMatterWithATimerThatIsLate() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      on(new SessionEvent.SaveDue(1));
      assertThat(work).isEmpty();
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void atTheLookAfterAConflictKeepsTheAnswer() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      SessionAction.Write first = (SessionAction.Write) work.orElseThrow();
      on(new SessionEvent.Conflict());
      on(broke());
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(actions).contains(new SessionAction.SaveLater(1_000, 1));
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      assertThat(work).contains(first);
    }

    @Test
    void thatChangesForEverKeepsTheAnswer() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      for (int i = 0; i < 4; i++) {
        on(new SessionEvent.Conflict());
        on(found(expired(40 + i, "rt-1")));
        assertThat(writing().version()).isEqualTo(41 + i);
      }
      on(new SessionEvent.Conflict());
      on(found(expired(44, "rt-1")));
      assertThat(reason(1)).isEqualTo("The grant changes in the store again and again.");
      assertThat(actions).contains(new SessionAction.SaveLater(1_000, 1));
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      assertThat(((SessionAction.Write) work.orElseThrow()).expected()).isEqualTo(44);
    }

    @Test
    void thatHasWrittenTheAnswerWhichSomebodyHasChangedTakesItOnTop() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      StoredGrant answer = writing();
      on(broke());
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      on(new SessionEvent.Conflict());
      on(found(answer.withAnswer(other("at-other"), Optional.empty())));
      assertThat(writing().version()).isEqualTo(9);
      on(new SessionEvent.Written());
      assertThat(state.known().orElseThrow().accessTokens()).hasSize(2);
    }

    @Test
    void inWhichALoginHasTheVersionOfTheAnswerKeepsTheLogin() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Conflict());
      on(found(grant(7, "rt-login", token("at-login", HOUR))));
      assertThat(served(1)).isEqualTo("at-login");
    }

    @Test
    void thatHasLostTwoRotationsTakesTheAnswerOnTop() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      now += HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      toSending(state.known().orElseThrow());
      on(answered("at-3", "rt-3"));
      on(new SessionEvent.Conflict());
      on(found(expired(5, "rt-1")));
      assertThat(writing().refreshToken()).contains(Secret.of("rt-3"));
    }

    @Test
    void thatChangesWhileItGetsALostRotationAgainIsReadAgain() {
      restoring();
      on(new SessionEvent.Conflict());
      assertThat(work).contains(new SessionAction.Read());
      assertThat(state.writing()).isEmpty();
    }

    @Test
    void thatDoesNotTakeALostRotationAgainSendsNothing() {
      restoring();
      on(broke());
      assertThat(failed(2)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(state.writing()).isEmpty();
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    private void restoring() {
      sending("rt-1");
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      now = START + 2 * HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(expired(5, "rt-1")));
      assertThat(work).contains(new SessionAction.Lock());
      on(new SessionEvent.Locked());
      on(found(expired(5, "rt-1")));
      assertThat(state.step()).isEqualTo(Step.RESTORING);
    }
  }

  // An API's 401

  @Nested
  final class ARefusedToken {
    @Test
    void isExchangedForTheCurrentOne() {
      haveGrant(grant(5, "rt-2", token("at-2", HOUR)));
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      assertThat(served(2)).isEqualTo("at-2");
      assertThat(work).isEmpty();
    }

    @Test
    void isExchangedForTheOneOfAnotherProcess() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      on(found(grant(7, "rt-2", token("at-2", HOUR))));
      assertThat(served(2)).isEqualTo("at-2");
    }

    @Test
    void isRefreshedOnceForAllWhoCome() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR / 2;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 3));
      toSending(state.known().orElseThrow());
      assertThat(actions).contains(new SessionAction.Withdraw(KEY));
      on(new SessionEvent.Wanted(KEY, 4));
      assertThat(outcomes(4)).as("what an API refuses serves nobody").isEmpty();
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(served(2)).isEqualTo("at-2");
      assertThat(served(3)).isEqualTo("at-2");
      assertThat(served(4)).isEqualTo("at-2");
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 5));
      assertThat(served(5)).isEqualTo("at-2");
      assertThat(work).isEmpty();
    }

    @Test
    void thatWasJustIssuedIsAnErrorAndNoRefresh() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + 59_999;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      on(found(state.known().orElseThrow()));
      assertThat(failed(2)).isEqualTo(Failure.Kind.MISCONFIGURED);
      assertThat(state.step()).isEqualTo(Step.IDLE);
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
    }

    @Test
    void isNotYoungIfTheClockWasSetBack() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START - HOUR;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      toSending(state.known().orElseThrow());
    }

    @Test
    void thatTheServerIssuesAgainIsAnErrorAndNoRefreshPerCall() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + HOUR / 2;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      on(new SessionEvent.Replaced(KEY, Secret.of("at-1"), 3));
      on(new SessionEvent.Wanted(KEY, 4));
      toSending(state.known().orElseThrow());
      on(answered("at-1", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(failed(2)).isEqualTo(Failure.Kind.MISCONFIGURED);
      assertThat(served(3)).as("who wanted a refresh has had one").isEqualTo("at-1");
      assertThat(served(4)).isEqualTo("at-1");
      assertThat(state.step()).isEqualTo(Step.IDLE);
      assertThat(actions)
          .filteredOn(SessionAction.Publish.class::isInstance)
          .as("later callers find it without a refresh")
          .hasSize(1);
      on(new SessionEvent.Wanted(KEY, 5));
      assertThat(served(5)).isEqualTo("at-1");
      assertThat(work).isEmpty();
    }

    @Test
    void isRefreshedWhenItIsAMinuteOld() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      now = START + 60_000;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      toSending(state.known().orElseThrow());
    }

    @Test
    void thatWasJustIssuedIsNoRefreshEvenNearItsEnd() {
      haveGrant(grant(5, "rt-1", token("at-1", 40_000)));
      now = START + 35_000;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      on(found(state.known().orElseThrow()));
      assertThat(failed(2)).isEqualTo(Failure.Kind.MISCONFIGURED);
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }
  }

  @Nested
  final class AReplacedToken {
    @Test
    void isRefreshedHoweverYoung() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Replaced(KEY, Secret.of("at-1"), 2));
      toSending(state.known().orElseThrow());
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(served(2)).isEqualTo("at-2");
    }

    @Test
    void isExchangedForTheOneOfAnotherProcess() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Replaced(KEY, Secret.of("at-1"), 2));
      on(found(grant(7, "rt-2", token("at-2", HOUR))));
      assertThat(served(2)).isEqualTo("at-2");
      assertThat(work).isEmpty();
    }

    @Test
    void leavesTheErrorToThoseWhoseApiRefusesAYoungOne() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      on(new SessionEvent.Replaced(KEY, Secret.of("at-1"), 3));
      on(found(state.known().orElseThrow()));
      assertThat(failed(2)).isEqualTo(Failure.Kind.MISCONFIGURED);
      assertThat(outcomes(3)).isEmpty();
    }
  }

  // Login and logout

  @Nested
  final class ALogin {
    @Test
    void isStoredBeforeItIsUsed() {
      on(new SessionEvent.LoggedIn(login("at-1", "rt-1", "alice"), 1));
      assertThat(work).contains(new SessionAction.Lock());
      on(new SessionEvent.Locked());
      on(found(null));
      SessionAction.Write write = (SessionAction.Write) work.orElseThrow();
      assertThat(write.expected()).isZero();
      assertThat(write.grant().version()).isEqualTo(777);
      assertThat(write.grant().subject()).contains("alice");
      assertThat(outcomes(1)).isEmpty();
      on(new SessionEvent.Written());
      assertThat(actions).contains(new SessionAction.Done(1, List.of()));
      assertThat(notices()).containsExactly(new Notice.Authorized());
      on(new SessionEvent.Wanted(KEY, 2));
      assertThat(served(2)).isEqualTo("at-1");
    }

    @Test
    void ofAnotherAccountIsAnErrorAndStoresNothing() {
      StoredGrant bobs = withSubject(expired(5, "rt-1"), "bob");
      on(new SessionEvent.LoggedIn(login("at-9", "rt-9", "alice"), 1));
      on(new SessionEvent.Locked());
      on(found(bobs));
      assertThat(notDone(1)).isInstanceOf(WrongAccountException.class);
      assertThat(work).isEmpty();
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void endsReauthorization() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      on(new SessionEvent.LoggedIn(login("at-9", "rt-9", "alice"), 2));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Written());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-9");
    }

    @Test
    void withTheSameRefreshTokenMakesItGoodAgain() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      logInAgain("at-2", "rt-1");
      now += 3 * HOUR;
      on(new SessionEvent.Wanted(KEY, 3));
      toSending(state.known().orElseThrow());
    }

    @Test
    void withTheSameAccessTokenMakesItGoodAgain() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Outlived(KEY));
      logInAgain("at-1", "rt-2");
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
    }

    @Test
    void isAskedForAgainWhenItIsNeededAgain() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      logInAgain("at-2", "rt-2");
      now += 3 * HOUR;
      on(new SessionEvent.Wanted(KEY, 3));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(403, "access_denied")));
      on(new SessionEvent.Written());
      assertThat(notices()).filteredOn(Notice.ReauthorizationNeeded.class::isInstance).hasSize(2);
    }

    @Test
    void letsTheOtherKeysTryAgain() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Wanted(OTHER, 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_scope")));
      on(new SessionEvent.Written());
      logInAgain("at-2", "rt-2");
      on(new SessionEvent.Wanted(OTHER, 3));
      assertThat(work).contains(new SessionAction.Read());
    }

    private void logInAgain(String accessToken, String refreshToken) {
      on(new SessionEvent.LoggedIn(login(accessToken, refreshToken, "alice"), 77));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Written());
      assertThat(actions).contains(new SessionAction.Done(77, List.of()));
    }

    @Test
    void waitsForTheRefreshUnderWay() {
      sending("rt-1");
      on(new SessionEvent.LoggedIn(login("at-9", "rt-9", "alice"), 2));
      assertThat(work).isEmpty();
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Lock());
    }

    @Test
    void thatCannotBeStoredIsReported() {
      on(new SessionEvent.LoggedIn(login("at-1", "rt-1", "alice"), 1));
      on(new SessionEvent.Locked());
      on(found(null));
      on(broke());
      assertThat(notDone(1)).isInstanceOf(NoTokenException.Transient.class);
      assertThat(state.step()).isEqualTo(Step.IDLE);
      assertThat(state.writing()).isEmpty();
    }

    @Test
    void isTriedAgainIfSomebodyWrote() {
      on(new SessionEvent.LoggedIn(login("at-1", "rt-1", "alice"), 1));
      on(new SessionEvent.Locked());
      on(found(null));
      on(new SessionEvent.Conflict());
      assertThat(state.writing()).isEmpty();
      on(found(expired(5, "rt-0")));
      assertThat(((SessionAction.Write) work.orElseThrow()).expected()).isEqualTo(5);
    }

    @Test
    void thatNobodyCanTellWhoseItIsIsAnErrorWhereTheAccountIsKnown() {
      on(
          new SessionEvent.LoggedIn(
              new SessionEvent.Login(
                  KEY, answer("at-9", "rt-9", 7200), Optional.empty(), Optional.empty(), 777),
              1));
      on(new SessionEvent.Locked());
      on(found(withSubject(expired(5, "rt-1"), "bob")));
      assertThat(notDone(1))
          .isInstanceOf(WrongAccountException.class)
          .hasMessageStartingWith("It is known whose account this session belongs to");
    }

    @Test
    void ofTheSameAccountIsTheNextStateOfTheGrant() {
      StoredGrant before = withSubject(expired(5, "rt-1"), "alice");
      StoredGrant unknown =
          new StoredGrant(
              before.version(),
              before.refreshToken(),
              before.scope(),
              before.subject(),
              before.accessTokens(),
              before.marker(),
              UnknownMembers.ofMap(Map.of("newer", "yes")));
      on(new SessionEvent.LoggedIn(login("at-9", "rt-9", "alice"), 1));
      on(new SessionEvent.Locked());
      on(found(unknown));
      assertThat(writing().version()).isEqualTo(6);
      assertThat(writing().subject()).contains("alice");
      assertThat(writing().unknown().asMap()).isEqualTo(Map.of("newer", "yes"));
    }

    @Test
    void thatBringsNoScopeHasTheOneThatWasAskedFor() {
      on(new SessionEvent.LoggedIn(asking("read write", answer("at-1", "rt-1", 7200)), 1));
      on(new SessionEvent.Locked());
      on(found(null));
      assertThat(writing().scope()).contains("read write");
      on(new SessionEvent.Written());
      assertThat(notices()).containsExactly(new Notice.Authorized());
    }

    @Test
    void thatBringsLessThanWasAskedForIsTold() {
      SessionEvent.Answered less = (SessionEvent.Answered) answeredWithScope("at-1", "read");
      on(new SessionEvent.LoggedIn(asking("read write", less.answer()), 1));
      on(new SessionEvent.Locked());
      on(found(null));
      assertThat(writing().scope()).contains("read");
      on(new SessionEvent.Written());
      assertThat(notices())
          .containsExactly(new Notice.Authorized(), new Notice.Narrowed(KEY, "read write", "read"));
    }

    private static SessionEvent.Login asking(String scope, TokenResponse tokens) {
      return new SessionEvent.Login(KEY, tokens, Optional.of(scope), Optional.empty(), 777);
    }
  }

  @Nested
  final class ALogout {
    @Test
    void takesBackThenDeletesUnderTheLock() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      StoredGrant grant = state.known().orElseThrow();
      on(new SessionEvent.LogoutWanted(2));
      assertThat(actions).contains(new SessionAction.Withdraw(KEY));
      assertThat(work).contains(new SessionAction.Lock());
      on(new SessionEvent.Locked());
      on(found(grant));
      assertThat(work).contains(new SessionAction.Revoke(grant));
      on(new SessionEvent.Revoked(List.of()));
      assertThat(work).contains(new SessionAction.Delete(5));
      on(new SessionEvent.Written());
      assertThat(actions).contains(new SessionAction.Done(2, List.of()));
      assertThat(notices()).containsExactly(new Notice.LoggedOut());
      assertThat(state.dead()).isEmpty();
    }

    @Test
    void reportsWhatCouldNotBeTakenBack() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      CallException failure = Failures.status(503);
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Revoked(List.of(failure)));
      on(new SessionEvent.Written());
      assertThat(actions).contains(new SessionAction.Done(2, List.of(failure)));
    }

    @Test
    void isNotUndoneByTheRefreshUnderWay() {
      sending("rt-1");
      on(new SessionEvent.LogoutWanted(2));
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Written());
      assertThat(work).contains(new SessionAction.Lock());
      StoredGrant rotated = state.known().orElseThrow();
      on(new SessionEvent.Locked());
      on(found(rotated));
      assertThat(work).as("the newest tokens").contains(new SessionAction.Revoke(rotated));
      on(new SessionEvent.Revoked(List.of()));
      on(new SessionEvent.Written());
      assertThat(state.known()).isEmpty();
    }

    @Test
    void leavesLaterCallersWithoutAToken() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      StoredGrant grant = state.known().orElseThrow();
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(outcomes(3)).isEmpty();
      on(new SessionEvent.Locked());
      on(found(grant));
      on(new SessionEvent.Revoked(List.of()));
      on(new SessionEvent.Written());
      on(found(null));
      assertThat(failed(3)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void causesNoRefreshWhereSomebodyElseHasATokenForThoseWhoCameBefore() {
      on(new SessionEvent.Wanted(KEY, 1));
      on(new SessionEvent.LogoutWanted(2));
      on(found(grant(5, "rt-1", token("at-1", HOUR))));
      assertThat(served(1)).isEqualTo("at-1");
      assertThat(work).contains(new SessionAction.Lock());
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      assertThat(work).get().isInstanceOf(SessionAction.Revoke.class);
    }

    @Test
    void endsTheMemoryOfFailures() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      logOut();
      on(new SessionEvent.Wanted(KEY, 3));
      on(found(null));
      assertThat(failed(3)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void endsTheMemoryOfFailuresOfOneKey() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_scope")));
      on(new SessionEvent.Written());
      logOut();
      on(new SessionEvent.Wanted(KEY, 3));
      on(found(null));
      assertThat(failed(3)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    private void logOut() {
      on(new SessionEvent.LogoutWanted(77));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Revoked(List.of()));
      on(new SessionEvent.Written());
      assertThat(actions).contains(new SessionAction.Done(77, List.of()));
    }

    @Test
    void leavesNobodyATokenThatWasTakenBackEvenIfItCannotBeDeleted() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Revoked(List.of()));
      on(broke());
      assertThat(notDone(2)).isInstanceOf(NoTokenException.Transient.class);
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(outcomes(3)).isEmpty();
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      assertThat(failed(3)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void reportsWhatCouldNotBeTakenBackEachTime() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      CallException first = Failures.status(503);
      CallException second = Failures.status(500);
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Revoked(List.of(first)));
      on(new SessionEvent.Conflict());
      on(found(grant(9, "rt-9", token("at-9", HOUR))));
      on(new SessionEvent.Revoked(List.of(second)));
      on(new SessionEvent.Written());
      assertThat(actions).contains(new SessionAction.Done(2, List.of(first, second)));
    }

    @Test
    void takesBackWhatCameInBetween() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      StoredGrant newer = grant(9, "rt-9", token("at-9", HOUR));
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Revoked(List.of()));
      on(new SessionEvent.Conflict());
      on(found(newer));
      assertThat(work).contains(new SessionAction.Revoke(newer));
    }

    @Test
    void withoutTheLockIsNotDoneAndLeavesTheTokensWhereCallersFindThem() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.LogoutWanted(2));
      assertThat(actions).contains(new SessionAction.Withdraw(KEY));
      on(new SessionEvent.LockBusy());
      assertThat(notDone(2)).isInstanceOf(NoTokenException.Transient.class);
      assertThat(actions).endsWith(new SessionAction.Publish(token("at-1", HOUR)));
    }

    @Test
    void thatWaitsForAnotherOnePublishesNothing() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.LogoutWanted(3));
      on(new SessionEvent.LockBusy());
      assertThat(actions).doesNotContain(new SessionAction.Publish(token("at-1", HOUR)));
    }

    @Test
    void behindAnAnswerThatCannotBeStoredLeavesTheTokensWhereCallersFindThem() {
      StoredToken other = other("at-other");
      haveGrant(grant(5, "rt-1", token("at-1", HOUR), other));
      now = START + HOUR / 2;
      on(new SessionEvent.Refused(KEY, Secret.of("at-1"), 2));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.LogoutWanted(3));
      assertThat(actions).contains(new SessionAction.Withdraw(OTHER));
      on(answered("at-2", "rt-2"));
      on(broke());
      assertThat(notDone(3)).isInstanceOf(NoTokenException.Transient.class);
      assertThat(actions).contains(new SessionAction.Publish(other));
    }

    @Test
    void ofNobodyIsDoneAndNotTold() {
      on(new SessionEvent.LogoutWanted(1));
      on(new SessionEvent.Locked());
      on(found(null));
      assertThat(actions)
          .containsExactly(new SessionAction.Done(1, List.of()), new SessionAction.Unlock());
      assertThat(state.step()).isEqualTo(Step.IDLE);
    }

    @Test
    void isWaitedForByThoseWhoComeSoonAfterAFailure() {
      sending("rt-1");
      on(new SessionEvent.Failed(Failures.status(429)));
      on(new SessionEvent.Written());
      on(new SessionEvent.LogoutWanted(2));
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(outcomes(3)).isEmpty();
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Revoked(List.of()));
      on(new SessionEvent.Written());
      on(found(null));
      assertThat(failed(3)).isEqualTo(Failure.Kind.REAUTHORIZATION_REQUIRED);
    }
  }

  // What is forgotten

  @Nested
  final class WhatIsRemembered {
    private static final int KEYS = 1_000;

    @Test
    void ofTokensThatAreRefusedEndsWithThem() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      for (int i = 2; i < KEYS; i++) {
        on(new SessionEvent.Outlived(KEY));
        on(new SessionEvent.Wanted(KEY, i));
        on(found(grant(5 + i, "rt-" + i, other("at-" + i), token("at-" + i, HOUR))));
        assertThat(served(i)).isEqualTo("at-" + i);
        assertThat(state.dead()).isEmpty();
        on(new SessionEvent.Outlived(OTHER));
        assertThat(state.dead()).hasSize(1);
        actions.clear();
      }
    }

    @Test
    void ofARefusedTokenStaysWhileItIsKnown() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Outlived(KEY));
      on(new SessionEvent.Wanted(OTHER, 2));
      on(found(grant(6, "rt-1", token("at-1", HOUR), other("at-other"))));
      assertThat(served(2)).isEqualTo("at-other");
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(outcomes(3)).isEmpty();
    }

    @Test
    void ofARefusedTokenStaysWhileItIsBeingWritten() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      on(new SessionEvent.Outlived(KEY));
      on(new SessionEvent.Wanted(OTHER, 2));
      toSending(state.known().orElseThrow());
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Conflict());
      on(found(grant(40, "rt-1")));
      assertThat(writing().accessTokens()).hasSize(2);
      on(new SessionEvent.Written());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(outcomes(3)).isEmpty();
    }

    @Test
    void ofFailuresIsThatOfTheLastHundredKeys() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      for (int i = 0; i < KEYS; i++) {
        fail(i);
      }
      assertThat(state.failures().ofKeys()).hasSize(100);
      on(new SessionEvent.Wanted(resource(KEYS - 100), 1_000_000));
      assertThat(failed(1_000_000)).isEqualTo(Failure.Kind.MISCONFIGURED);
      on(new SessionEvent.Wanted(resource(KEYS - 101), 1_000_001));
      assertThat(work).contains(new SessionAction.Read());
    }

    @Test
    void ofAFailureIsYoungAgainAfterAnotherOne() {
      haveGrant(grant(5, "rt-1", token("at-1", HOUR)));
      for (int i = 0; i < 100; i++) {
        fail(i);
      }
      now += 1_000;
      fail(0);
      fail(100);
      assertThat(state.failures().ofKeys())
          .hasSize(100)
          .containsKey(resource(0))
          .doesNotContainKey(resource(1));
    }

    private void fail(int number) {
      on(new SessionEvent.Wanted(resource(number), now + number));
      toSending(state.known().orElseThrow());
      on(new SessionEvent.Failed(Failures.oauth(400, "invalid_target")));
      on(new SessionEvent.Written());
      actions.clear();
    }

    private static TokenKey resource(int number) {
      return TokenKey.ofResource("https://api.example/" + number);
    }
  }

  private static StoredToken other(String accessToken) {
    return new StoredToken(
        OTHER,
        Secret.of(accessToken),
        "Bearer",
        START,
        Optional.of(START + HOUR),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  // The client's own credentials

  @Nested
  final class ClientCredentials {
    @Test
    void needNoMarker() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(null));
      on(new SessionEvent.Locked());
      on(found(null));
      assertThat(work).contains(new SessionAction.Ask(KEY));
      on(answered("at-1", null));
      SessionAction.Write write = (SessionAction.Write) work.orElseThrow();
      assertThat(write.expected()).isZero();
      assertThat(write.grant().version()).isEqualTo(100);
      assertThat(write.grant().accessToken(KEY).orElseThrow().expiresAt()).contains(now + HOUR);
      on(new SessionEvent.Written());
      assertThat(served(1)).isEqualTo("at-1");
    }

    @Test
    void thatCannotBeStoredAreNotWrittenAgainForEachCaller() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      haveGrant(grant(5, null, token("at-1", HOUR)));
      now = START + HOUR - 10_000;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      assertThat(work).contains(new SessionAction.Ask(KEY));
      on(answered("at-2", null));
      on(broke());
      on(new SessionEvent.Wanted(KEY, 3));
      assertThat(served(3)).isEqualTo("at-1");
      assertThat(work).isEmpty();
    }

    @Test
    void areAskedForAgainAfterALostAnswer() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(null));
      on(new SessionEvent.Locked());
      on(found(null));
      on(new SessionEvent.Failed(Failures.noAnswer(Delivery.UNKNOWN)));
      assertThat(failed(1)).isEqualTo(Failure.Kind.TRANSIENT);
      assertThat(notices()).isEmpty();
    }

    @Test
    void thatAreRefusedAreMisconfigured() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(null));
      on(new SessionEvent.Locked());
      on(found(null));
      on(new SessionEvent.Failed(Failures.oauth(401, "invalid_client")));
      on(new SessionEvent.CredentialsRead(false));
      assertThat(failed(1)).isEqualTo(Failure.Kind.MISCONFIGURED);
    }

    @Test
    void areAskedForAgainWithTheSecretThatHasChanged() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(null));
      on(new SessionEvent.Locked());
      on(found(null));
      on(new SessionEvent.Failed(Failures.oauth(401, "invalid_client")));
      on(new SessionEvent.CredentialsRead(true));
      assertThat(work).contains(new SessionAction.Ask(KEY));
    }

    @Test
    void thatCannotBeStoredAreStoredLaterWhereNothingIs() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      on(new SessionEvent.Wanted(KEY, 1));
      on(found(null));
      on(new SessionEvent.Locked());
      on(found(null));
      on(answered("at-1", null));
      SessionAction.Write first = (SessionAction.Write) work.orElseThrow();
      assertThat(first.expected()).isZero();
      on(broke());
      now += 1_000;
      on(new SessionEvent.SaveDue(1));
      assertThat(work).contains(first);
    }

    @Test
    void thatBringARefreshTokenAreStoredOnTopAllTheSame() {
      rules = new Coordinator.Rules(false, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
      haveGrant(grant(5, null, token("at-1", HOUR)));
      now = START + HOUR;
      on(new SessionEvent.Wanted(KEY, 2));
      on(found(state.known().orElseThrow()));
      on(new SessionEvent.Locked());
      on(found(state.known().orElseThrow()));
      on(answered("at-2", "rt-2"));
      on(new SessionEvent.Conflict());
      on(found(grant(40, null, token("at-1", HOUR))));
      assertThat(writing().version()).isEqualTo(41);
      on(new SessionEvent.Written());
      assertThat(served(2)).isEqualTo("at-2");
    }
  }

  // What the tests say

  private void on(SessionEvent event) {
    Coordinator.Next next = Coordinator.after(state, event, now, rules);
    state = next.state();
    actions.addAll(next.actions());
    work = next.work();
  }

  private void forget() {
    state = SessionState.INITIAL;
    actions.clear();
  }

  private void haveGrant(StoredGrant grant) {
    on(new SessionEvent.Wanted(KEY, 1));
    on(found(grant));
    assertThat(served(1)).isNotNull();
    actions.clear();
  }

  private void sending(String refreshToken) {
    sending(expired(5, refreshToken));
  }

  private void sending(StoredGrant grant) {
    on(new SessionEvent.Wanted(KEY, 1));
    toSending(grant);
  }

  private void toSending(StoredGrant grant) {
    on(found(grant));
    assertThat(work).contains(new SessionAction.Lock());
    on(new SessionEvent.Locked());
    assertThat(work).contains(new SessionAction.Read());
    on(found(grant));
    on(new SessionEvent.Written());
    assertThat(work).get().isInstanceOf(SessionAction.Send.class);
  }

  private StoredGrant writing() {
    assertThat(work).get().isInstanceOf(SessionAction.Write.class);
    return ((SessionAction.Write) work.orElseThrow()).grant();
  }

  private List<SessionAction> outcomes(long ticket) {
    return actions.stream()
        .filter(
            action ->
                (action instanceof SessionAction.Serve s && s.tickets().contains(ticket))
                    || (action instanceof SessionAction.Fail f && f.tickets().contains(ticket))
                    || (action instanceof SessionAction.Done d && d.ticket() == ticket)
                    || (action instanceof SessionAction.NotDone n && n.ticket() == ticket))
        .toList();
  }

  private String served(long ticket) {
    assertThat(outcomes(ticket)).hasSize(1).first().isInstanceOf(SessionAction.Serve.class);
    return ((SessionAction.Serve) outcomes(ticket).get(0)).token().accessToken().reveal();
  }

  private Failure.Kind failed(long ticket) {
    assertThat(outcomes(ticket)).hasSize(1).first().isInstanceOf(SessionAction.Fail.class);
    return ((SessionAction.Fail) outcomes(ticket).get(0)).failure().kind();
  }

  private String reason(long ticket) {
    assertThat(outcomes(ticket)).hasSize(1).first().isInstanceOf(SessionAction.Fail.class);
    return ((SessionAction.Fail) outcomes(ticket).get(0)).failure().message();
  }

  private long retryAt(long ticket) {
    return ((SessionAction.Fail) outcomes(ticket).get(0)).retryAt().orElseThrow();
  }

  private RuntimeException notDone(long ticket) {
    assertThat(outcomes(ticket)).hasSize(1).first().isInstanceOf(SessionAction.NotDone.class);
    return ((SessionAction.NotDone) outcomes(ticket).get(0)).cause();
  }

  private List<Notice> notices() {
    return actions.stream()
        .filter(SessionAction.Tell.class::isInstance)
        .map(action -> ((SessionAction.Tell) action).notice())
        .toList();
  }

  private static SessionEvent found(@Nullable StoredGrant grant) {
    return new SessionEvent.Found(Optional.ofNullable(grant));
  }

  private static SessionEvent broke() {
    return new SessionEvent.StoreBroke(new TokenStoreException("The disk is full.", null));
  }

  private static SessionEvent answered(String accessToken, @Nullable String refreshToken) {
    return new SessionEvent.Answered(answer(accessToken, refreshToken, 3600L), 100);
  }

  private static SessionEvent answeredWithScope(String accessToken, String scope) {
    return new SessionEvent.Answered(
        new TokenResponse(
            Secret.of(accessToken),
            "Bearer",
            Optional.of(3600L),
            Optional.empty(),
            Optional.of(scope),
            Optional.empty(),
            UnknownMembers.EMPTY),
        100);
  }

  private static TokenResponse answer(
      String accessToken, @Nullable String refreshToken, long expiresIn) {
    return new TokenResponse(
        Secret.of(accessToken),
        "Bearer",
        Optional.of(expiresIn),
        Optional.ofNullable(refreshToken).map(Secret::of),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static SessionEvent.Login login(String accessToken, String refreshToken, String subject) {
    return new SessionEvent.Login(
        KEY, answer(accessToken, refreshToken, 7200), Optional.empty(), Optional.of(subject), 777);
  }

  private static StoredToken token(String accessToken, long lifetime) {
    return new StoredToken(
        KEY,
        Secret.of(accessToken),
        "Bearer",
        START,
        Optional.of(START + lifetime),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static StoredToken eternal(String accessToken) {
    return new StoredToken(
        KEY,
        Secret.of(accessToken),
        "bearer",
        START,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static StoredGrant grant(
      long version, @Nullable String refreshToken, StoredToken... tokens) {
    return new StoredGrant(
        version,
        Optional.ofNullable(refreshToken).map(Secret::of),
        Optional.empty(),
        Optional.empty(),
        List.of(tokens),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static StoredGrant expired(long version, String refreshToken) {
    StoredToken old =
        new StoredToken(
            KEY,
            Secret.of("expired"),
            "Bearer",
            START - HOUR,
            Optional.of(START - HOUR / 2),
            Optional.empty(),
            Optional.empty(),
            UnknownMembers.EMPTY);
    return grant(version, refreshToken, old);
  }

  private static StoredGrant marked(StoredGrant grant, long time, long deadline, Stage stage) {
    return grant.withMarker(
        Optional.of(
            new RefreshMarker(
                RefreshMarker.hash(grant.refreshToken().orElseThrow()),
                grant.version(),
                time,
                deadline,
                stage)));
  }

  private static StoredGrant withSubject(StoredGrant grant, String subject) {
    return new StoredGrant(
        grant.version(),
        grant.refreshToken(),
        grant.scope(),
        Optional.of(subject),
        grant.accessTokens(),
        grant.marker(),
        grant.unknown());
  }
}
