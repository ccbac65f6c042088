package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.SessionAction.Work;
import io.grantwright.runtime.session.SessionState.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Takes the coordinator through every order of callers, passing time and faults that there is
 * within a bound, against a store that may fail before or after it wrote and a server that rotates
 * strictly, and checks in each state what must hold in all.
 */
@SuppressWarnings("StaticAssignmentOfThrowable") // One instance each: equal worlds are to be equal.
final class CoordinatorOrdersTest {
  private static final TokenKey[] KEYS = {
    TokenKey.DEFAULT, TokenKey.ofResource("https://b.example")
  };
  private static final Coordinator.Rules RULES =
      new Coordinator.Rules(true, true, 120_000, any -> false, StoredToken.LONGEST_SKEW);
  private static final long START = 1_800_000_000_000L;
  private static final long HOUR = 3_600_000;

  private static final RuntimeException BROKEN = new TokenStoreException("The disk is full.", null);
  private static final RuntimeException UNSENT = Failures.noAnswer(Delivery.NOT_DELIVERED);
  private static final RuntimeException LOST = Failures.noAnswer(Delivery.UNKNOWN);
  private static final RuntimeException FAILING = Failures.status(503);
  private static final RuntimeException DEAD = Failures.oauth(400, "invalid_grant");

  private final Set<World> seen = new HashSet<>();

  @Test
  void twoFaultsAmongTwoCallers() {
    explore(new World(2, 2, 1, false));

    assertThat(seen.size()).as("worlds").isGreaterThan(1_000);
  }

  @Test
  void oneFaultAmongThreeCallers() {
    explore(new World(1, 3, 2, false));

    assertThat(seen.size()).as("worlds").isGreaterThan(1_000);
  }

  @Test
  void oneFaultWithLoginAndLogout() {
    explore(new World(1, 3, 0, true));

    assertThat(seen.size()).as("worlds").isGreaterThan(1_000);
  }

  /** Depth first, without taking a world twice. */
  private void explore(World first) {
    List<World> open = new ArrayList<>(List.of(first));
    while (!open.isEmpty()) {
      World world = open.remove(open.size() - 1);
      if (seen.add(world)) {
        try {
          world.check();
          world.drained().checkSettled();
          open.addAll(world.successors());
        } catch (AssertionError | IllegalStateException e) {
          throw new AssertionError(e.getMessage() + "\nafter " + world.past, e);
        }
      }
    }
  }

  /** Everything there is, at one moment. */
  private static final class World {
    SessionState state = SessionState.INITIAL;
    Optional<Work> work = Optional.empty();
    long now = START + 2 * HOUR;
    boolean isLocked;
    Set<Integer> saves = new HashSet<>();
    Optional<StoredGrant> store = Optional.of(expired());

    /** The refresh tokens that the server would take: one for each login that lives. */
    Set<String> valid = new HashSet<>(Set.of("rt-0"));

    /** Which refresh token comes from which login. */
    Map<String, Integer> families = new HashMap<>(Map.of("rt-0", 0));

    /** How it came to this, the last first. */
    List<Object> past = List.of();

    int issued;
    Map<String, Integer> sends = new HashMap<>();
    Map<String, Integer> consumed = new HashMap<>();
    Set<String> failing = new HashSet<>();
    Set<String> stored = new HashSet<>();
    Set<Long> open = new HashSet<>();

    /** What callers find without asking. */
    Map<TokenKey, StoredToken> published = new HashMap<>();

    Set<Long> resolved = new HashSet<>();
    long ticket;
    int faults;
    int callers;
    int hours;
    boolean entersAndLeaves;

    World(int faults, int callers, int hours, boolean entersAndLeaves) {
      this.faults = faults;
      this.callers = callers;
      this.hours = hours;
      this.entersAndLeaves = entersAndLeaves;
    }

    List<World> successors() {
      List<World> all = new ArrayList<>();
      if (callers > 0) {
        for (TokenKey key : KEYS) {
          fork(all, w -> w.call(new SessionEvent.Wanted(key, ++w.ticket)));
        }
        state
            .known()
            .flatMap(grant -> grant.accessToken(KEYS[0]))
            .ifPresent(
                token ->
                    fork(
                        all,
                        w ->
                            w.call(
                                new SessionEvent.Refused(
                                    KEYS[0], token.accessToken(), ++w.ticket))));
        if (entersAndLeaves) {
          fork(all, w -> w.call(new SessionEvent.LogoutWanted(++w.ticket)));
          fork(all, w -> w.call(new SessionEvent.LoggedIn(w.login(), ++w.ticket)));
        }
      }
      if (hours > 0) {
        fork(all, w -> w.pass(HOUR));
        fork(all, w -> w.pass(HOUR - 10_000));
      }
      for (int tries : saves) {
        fork(all, w -> w.save(tries));
      }
      if (work.isPresent()) {
        fork(all, World::succeed);
        if (faults > 0) {
          for (int fault = 0; fault < 4; fault++) {
            int kind = fault;
            fork(all, w -> w.fail(kind));
          }
        }
      }
      return all;
    }

    private void fork(List<World> all, Consumer<World> step) {
      World copy = copy();
      step.accept(copy);
      all.add(copy);
    }

    void call(SessionEvent event) {
      callers--;
      open.add(ticket);
      on(event);
    }

    void pass(long time) {
      hours--;
      now += time;
    }

    void save(int tries) {
      saves.remove(tries);
      on(new SessionEvent.SaveDue(tries));
    }

    SessionEvent.Login login() {
      issued++;
      valid.add("rt-" + issued);
      families.put("rt-" + issued, issued);
      return new SessionEvent.Login(
          KEYS[0], answer(), Optional.empty(), Optional.empty(), 1_000_000 + issued);
    }

    /** What is to be done is done. */
    void succeed() {
      Work done = work.orElseThrow();
      work = Optional.empty();
      if (done instanceof SessionAction.Lock) {
        assertThat(isLocked).as("locked twice").isFalse();
        isLocked = true;
        on(new SessionEvent.Locked());
      } else if (done instanceof SessionAction.Read) {
        on(new SessionEvent.Found(store));
      } else if (done instanceof SessionAction.Write write) {
        on(write(write) ? new SessionEvent.Written() : new SessionEvent.Conflict());
      } else if (done instanceof SessionAction.Delete delete) {
        boolean isThere = store.filter(g -> g.version() == delete.expected()).isPresent();
        store = isThere ? Optional.empty() : store;
        on(isThere ? new SessionEvent.Written() : new SessionEvent.Conflict());
      } else if (done instanceof SessionAction.Send send) {
        on(arrive(send) ? new SessionEvent.Answered(answer(), 5) : new SessionEvent.Failed(DEAD));
      } else if (done instanceof SessionAction.Revoke revoke) {
        revoke.grant().refreshToken().map(Secret::reveal).ifPresent(valid::remove);
        on(new SessionEvent.Revoked(List.of()));
      } else {
        throw new AssertionError(done);
      }
    }

    /** What is to be done fails, in one of the ways there are. */
    void fail(int kind) {
      Work done = work.orElseThrow();
      if (!(done instanceof SessionAction.Send) && kind > 1) {
        return;
      }
      work = Optional.empty();
      faults--;
      if (done instanceof SessionAction.Lock) {
        on(kind == 0 ? new SessionEvent.LockBusy() : new SessionEvent.StoreBroke(BROKEN));
      } else if (done instanceof SessionAction.Write write) {
        if (kind == 0) {
          write(write);
        }
        on(new SessionEvent.StoreBroke(BROKEN));
      } else if (done instanceof SessionAction.Delete delete) {
        if (kind == 0) {
          store = store.filter(g -> g.version() != delete.expected());
        }
        on(new SessionEvent.StoreBroke(BROKEN));
      } else if (done instanceof SessionAction.Send send) {
        switch (kind) {
          case 0 -> {
            count(send);
            on(new SessionEvent.Failed(UNSENT));
          }
          case 1 -> {
            arrive(send);
            on(new SessionEvent.Failed(LOST));
          }
          case 2 -> {
            count(send);
            failing.add(send.refreshToken().reveal());
            on(new SessionEvent.Failed(FAILING));
          }
          default -> {
            failing.add(send.refreshToken().reveal());
            arrive(send);
            on(new SessionEvent.Failed(FAILING));
          }
        }
      } else if (done instanceof SessionAction.Revoke) {
        on(new SessionEvent.Revoked(List.of(FAILING)));
      } else {
        on(new SessionEvent.StoreBroke(BROKEN));
      }
    }

    private boolean write(SessionAction.Write write) {
      if (store.map(StoredGrant::version).orElse(0L) != write.expected()) {
        return false;
      }
      store = Optional.of(write.grant());
      write.grant().accessTokens().forEach(token -> stored.add(token.accessToken().reveal()));
      return true;
    }

    private void count(SessionAction.Send send) {
      sends.merge(send.refreshToken().reveal(), 1, Integer::sum);
      assertThat(isLocked).as("sent under the lock").isTrue();
      assertThat(store.flatMap(StoredGrant::currentMarker))
          .as("sent behind a marker")
          .map(RefreshMarker::refreshTokenHash)
          .contains(RefreshMarker.hash(send.refreshToken()));
    }

    /** A server that rotates strictly: what is used twice ends the grant. */
    private boolean arrive(SessionAction.Send send) {
      count(send);
      String token = send.refreshToken().reveal();
      int family = families.getOrDefault(token, -1);
      if (!valid.contains(token)) {
        int again = consumed.merge(token, 1, Integer::sum);
        if (!failing.contains(token)) {
          assertThat(again).as("times that %s was sent after it was used up", token).isOne();
        }
        assertThat(store.orElseThrow().marker().orElseThrow().stage())
            .as("stage at which a used up token is sent")
            .isEqualTo(RefreshMarker.Stage.PROBED);
        valid.removeIf(other -> families.getOrDefault(other, -1) == family);
        return false;
      }
      issued++;
      valid.remove(token);
      valid.add("rt-" + issued);
      families.put("rt-" + issued, family);
      return true;
    }

    private TokenResponse answer() {
      return new TokenResponse(
          Secret.of("at-" + issued),
          "Bearer",
          Optional.of(3600L),
          Optional.of(Secret.of("rt-" + issued)),
          Optional.empty(),
          Optional.empty(),
          UnknownMembers.EMPTY);
    }

    void on(SessionEvent event) {
      boolean wasBusy = work.isPresent();
      List<Object> longer = new ArrayList<>(past);
      longer.add(0, event);
      past = longer;
      Coordinator.Next next = Coordinator.after(state, event, now, RULES);
      state = next.state();
      for (SessionAction action : next.actions()) {
        take(action);
      }
      if (next.work().isPresent()) {
        assertThat(wasBusy).as("two things at once").isFalse();
        work = next.work();
      }
    }

    private void take(SessionAction action) {
      if (action instanceof SessionAction.Unlock) {
        isLocked = false;
      } else if (action instanceof SessionAction.SaveLater later) {
        saves.add(later.tries());
      } else if (action instanceof SessionAction.Serve serve) {
        assertThat(stored).as("stored").contains(serve.token().accessToken().reveal());
        serve.tickets().forEach(this::resolve);
      } else if (action instanceof SessionAction.Publish publish) {
        assertThat(stored).as("stored").contains(publish.token().accessToken().reveal());
        published.put(publish.token().key(), publish.token());
      } else if (action instanceof SessionAction.Withdraw withdraw) {
        published.remove(withdraw.key());
      } else if (action instanceof SessionAction.Fail fail) {
        fail.tickets().forEach(this::resolve);
      } else if (action instanceof SessionAction.Done done) {
        resolve(done.ticket());
      } else if (action instanceof SessionAction.NotDone notDone) {
        resolve(notDone.ticket());
      }
    }

    private void resolve(long ticket) {
      assertThat(open.remove(ticket)).as("ticket %s is answered once", ticket).isTrue();
      resolved.add(ticket);
    }

    void check() {
      boolean isIdle = state.step() == Step.IDLE;
      boolean waitsForTime = state.step() == Step.WAITING_TO_SAVE;
      assertThat(work.isEmpty())
          .as("something to do in %s", state.step())
          .isEqualTo(isIdle || waitsForTime);
      if (waitsForTime) {
        assertThat(saves)
            .as("somebody writes it again")
            .contains(state.failures().ofAll().orElseThrow().count());
      }
      for (StoredToken token : published.values()) {
        assertThat(state.known().orElseThrow().accessToken(token.key()))
            .as("what callers find is what is known")
            .contains(token);
      }
      if (state.queue().stream().anyMatch(SessionState.Job.Leave.class::isInstance)
          || state.job().filter(SessionState.Job.Leave.class::isInstance).isPresent()) {
        assertThat(published).as("what callers find during a logout").isEmpty();
      }
      if (isIdle) {
        assertThat(isLocked).as("locked").isFalse();
        assertThat(open).as("callers that wait for nothing").isEmpty();
      }
    }

    /** This world after everything went well from now on. */
    World drained() {
      World end = copy();
      for (int i = 0; i < 200 && (end.work.isPresent() || !end.saves.isEmpty()); i++) {
        if (end.work.isPresent()) {
          end.succeed();
        } else {
          end.save(end.saves.iterator().next());
        }
      }
      return end;
    }

    void checkSettled() {
      assertThat(state.step()).isEqualTo(Step.IDLE);
      assertThat(open).as("callers without an answer").isEmpty();
      assertThat(state.writing()).as("answers that are not stored").isEmpty();
      if (!valid.isEmpty() && failing.isEmpty() && sends.values().stream().allMatch(n -> n == 1)) {
        assertThat(store.flatMap(StoredGrant::refreshToken).map(Secret::reveal))
            .as("the store has the server's token, or a doubt")
            .satisfiesAnyOf(
                token -> assertThat(valid).contains(token.orElse("none")),
                token -> assertThat(store.flatMap(StoredGrant::currentMarker)).isPresent(),
                token -> assertThat(entersAndLeaves).isTrue());
      }
    }

    World copy() {
      World copy = new World(faults, callers, hours, entersAndLeaves);
      copy.state = state;
      copy.work = work;
      copy.now = now;
      copy.isLocked = isLocked;
      copy.saves = new HashSet<>(saves);
      copy.store = store;
      copy.valid = new HashSet<>(valid);
      copy.families = new HashMap<>(families);
      copy.past = past;
      copy.issued = issued;
      copy.sends = new HashMap<>(sends);
      copy.consumed = new HashMap<>(consumed);
      copy.failing = new HashSet<>(failing);
      copy.stored = new HashSet<>(stored);
      copy.open = new HashSet<>(open);
      copy.published = new HashMap<>(published);
      copy.resolved = new HashSet<>(resolved);
      copy.ticket = ticket;
      return copy;
    }

    private List<Object> all() {
      return List.of(
          state, work, now, isLocked, saves, store, valid, issued, sends, consumed, failing, stored,
          open, published, faults, callers, hours);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof World that && all().equals(that.all());
    }

    @Override
    public int hashCode() {
      return all().hashCode();
    }
  }

  private static StoredGrant expired() {
    return new StoredGrant(
        10,
        Optional.of(Secret.of("rt-0")),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new StoredToken(
                KEYS[0],
                Secret.of("at-0"),
                "Bearer",
                START,
                Optional.of(START + HOUR),
                Optional.empty(),
                Optional.empty(),
                UnknownMembers.EMPTY)),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }
}
