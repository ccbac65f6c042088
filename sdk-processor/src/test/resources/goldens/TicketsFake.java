package example;

import io.grantwright.annotations.Generated;
import java.lang.Deprecated;
import java.lang.FunctionalInterface;
import java.lang.IllegalStateException;
import java.lang.Override;
import java.lang.Record;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A fake of {@link Tickets}: each endpoint answers as the test says, and its calls are
 * kept. Threads may share it.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
public final class TicketsFake implements Tickets {
  private final List<Record> calls = new CopyOnWriteArrayList<>();

  private volatile @Nullable OpenAnswer openAnswer;

  private volatile @Nullable FindAnswer findAnswer;

  private volatile @Nullable DeleteAnswer deleteAnswer;

  /**
   * Makes a fake that has no answers yet.
   */
  public TicketsFake() {
  }

  /**
   * Returns the calls of all endpoints.
   *
   * @return them, the first one first
   */
  public List<Record> calls() {
    return List.copyOf(calls);
  }

  /**
   * Says how {@code open(request)} answers from now on.
   *
   * @param answer what it returns or throws
   * @return this fake
   */
  public TicketsFake onOpen(OpenAnswer answer) {
    Objects.requireNonNull(answer, "answer");
    this.openAnswer = answer;
    return this;
  }

  /**
   * Returns the calls of {@code open(request)}.
   *
   * @return them, the first one first
   */
  public List<OpenCall> openCalls() {
    return calls.stream().filter(OpenCall.class::isInstance).map(OpenCall.class::cast).toList();
  }

  @Override
  public Outcome open(OpenRequest request) {
    this.calls.add(new OpenCall(request));
    OpenAnswer answer = this.openAnswer;
    if (answer == null) {
      throw new IllegalStateException("Tickets.open was called, and the fake has no answer for it. Set one with onOpen(...).");
    }
    return answer.answer(request);
  }

  /**
   * Says how {@code find(id, priority)} answers from now on.
   *
   * @param answer what it returns or throws
   * @return this fake
   */
  public TicketsFake onFind(FindAnswer answer) {
    Objects.requireNonNull(answer, "answer");
    this.findAnswer = answer;
    return this;
  }

  /**
   * Returns the calls of {@code find(id, priority)}.
   *
   * @return them, the first one first
   */
  public List<FindCall> findCalls() {
    return calls.stream().filter(FindCall.class::isInstance).map(FindCall.class::cast).toList();
  }

  @Override
  public List<Opened> find(long id, Optional<Priority> priority) {
    this.calls.add(new FindCall(id, priority));
    FindAnswer answer = this.findAnswer;
    if (answer == null) {
      throw new IllegalStateException("Tickets.find was called, and the fake has no answer for it. Set one with onFind(...).");
    }
    return answer.answer(id, priority);
  }

  /**
   * Says how {@code delete(id)} answers from now on.
   *
   * @param answer what it returns or throws
   * @return this fake
   */
  public TicketsFake onDelete(DeleteAnswer answer) {
    Objects.requireNonNull(answer, "answer");
    this.deleteAnswer = answer;
    return this;
  }

  /**
   * Returns the calls of {@code delete(id)}.
   *
   * @return them, the first one first
   */
  public List<DeleteCall> deleteCalls() {
    return calls.stream().filter(DeleteCall.class::isInstance).map(DeleteCall.class::cast).toList();
  }

  @Override
  @Deprecated
  public void delete(long id) {
    this.calls.add(new DeleteCall(id));
    DeleteAnswer answer = this.deleteAnswer;
    if (answer != null) {
      answer.answer(id);
    }
  }

  /**
   * How {@code open(request)} answers.
   */
  @FunctionalInterface
  public interface OpenAnswer {
    /**
     * Answers.
     *
     * @param request what is wrong
     * @return what became of it
     */
    Outcome answer(OpenRequest request);
  }

  /**
   * One call of {@code open(request)}.
   *
   * @param request its argument
   */
  public static record OpenCall(OpenRequest request) {
  }

  /**
   * How {@code find(id, priority)} answers.
   */
  @FunctionalInterface
  public interface FindAnswer {
    /**
     * Answers.
     *
     * @param id "&#123;id&#125;" in the path
     * @param priority "priority" in the query
     * @return the answer
     */
    List<Opened> answer(long id, Optional<Priority> priority);
  }

  /**
   * One call of {@code find(id, priority)}.
   *
   * @param id its argument
   * @param priority its argument
   */
  public static record FindCall(long id, Optional<Priority> priority) {
  }

  /**
   * How {@code delete(id)} answers.
   */
  @FunctionalInterface
  public interface DeleteAnswer {
    /**
     * Answers.
     *
     * @param id "&#123;id&#125;" in the path
     */
    void answer(long id);
  }

  /**
   * One call of {@code delete(id)}.
   *
   * @param id its argument
   */
  public static record DeleteCall(long id) {
  }
}
