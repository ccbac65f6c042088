package example;

import io.grantwright.annotations.Generated;
import io.grantwright.runtime.call.Answer;
import io.grantwright.runtime.call.Answers;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.call.ClientBuilder;
import io.grantwright.runtime.call.ClientDescription;
import io.grantwright.runtime.call.Draft;
import io.grantwright.runtime.call.Operation;
import io.grantwright.runtime.call.Pipeline;
import io.grantwright.runtime.endpoint.ClientDeviations;
import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.json.Adapters;
import java.lang.AutoCloseable;
import java.lang.Deprecated;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.lang.Void;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/**
 * The client of {@link Tickets}.
 *
 * <p>A helpdesk.
 */
@NullMarked
@Generated("io.grantwright.processor.DescriptorProcessor")
public final class TicketsClient implements Tickets, AutoCloseable, Deviating {
  private final Operations operations;

  private final CallOptions options;

  private TicketsClient(Operations operations, CallOptions options) {
    this.operations = operations;
    this.options = options;
  }

  /**
   * The same with further options for each call; a cheap view.
   *
   * @param options the options, which go before those of this one
   * @return the view
   */
  public TicketsClient with(CallOptions options) {
    return new TicketsClient(operations, this.options.and(options));
  }

  /**
   * Starts a client.
   *
   * @return its builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The same endpoints, answered by futures.
   *
   * @return the view
   */
  public Async async() {
    return new Async(operations, options);
  }

  /**
   * The same endpoints, answered with status and headers.
   *
   * @return the view
   */
  public Raw raw() {
    return new Raw(operations, options);
  }

  /**
   * Closes what this client made, and nothing that was given to it.
   */
  @Override
  public void close() {
    operations.pipeline.close();
  }

  /**
   * How the provider differs, for flows and sessions.
   *
   * @return the differences
   */
  @Override
  public ClientDeviations deviations() {
    return operations.pipeline.deviations(options);
  }

  /**
   * Opens a ticket, see {@code Opened}.
   *
   * <p>Retried: as the client is set, but never after it may have arrived. Timed: as the client
   * is set. Mapped: 201 to {@code Opened}, 303 to {@code Merged}, 4XX to
   * {@code RefusalException}.
   *
   * @param request what is wrong
   * @return what became of it
   */
  @Override
  public Outcome open(OpenRequest request) {
    return operations.open.execute(draftOpen(operations, request), options);
  }

  private static Draft draftOpen(Operations operations, OpenRequest request) {
    Objects.requireNonNull(request, "request");
    Draft draft = operations.open.draft();
    draft.record(OpenRequestCompanion.INSTANCE, request);
    return draft;
  }

  /**
   * Finds tickets.
   *
   * <p>Retried: as the client is set, even after it may have arrived. Timed: 1500 ms for each
   * attempt, the call as the client is set. Mapped: 2XX to the result.
   *
   * @param id "&#123;id&#125;" in the path
   * @param priority "priority" in the query
   * @return the answer
   */
  @Override
  public List<Opened> find(long id, Optional<Priority> priority) {
    return operations.find.execute(draftFind(operations, id, priority), options);
  }

  private static Draft draftFind(Operations operations, long id, Optional<Priority> priority) {
    Objects.requireNonNull(priority, "priority");
    Draft draft = operations.find.draft();
    draft.path("id", Long.toString(id));
    if (priority.isPresent()) {
      draft.query("priority", PriorityCompanion.NAMES.text(priority.get()));
    }
    return draft;
  }

  /**
   * Closes a ticket.
   *
   * <p>Retried: as the client is set, even after it may have arrived. Timed: as the client is
   * set. Mapped: 2XX to nothing.
   *
   * @param id "&#123;id&#125;" in the path
   * @deprecated tickets close by themselves
   */
  @Override
  @Deprecated
  public void delete(long id) {
    operations.delete.execute(draftDelete(operations, id), options);
  }

  private static Draft draftDelete(Operations operations, long id) {
    Draft draft = operations.delete.draft();
    draft.path("id", Long.toString(id));
    return draft;
  }

  /**
   * The keys of the endpoints, for options and hooks.
   */
  public static final class Endpoints {
    /**
     * The endpoint of {@code open(request)}.
     */
    public static final Endpoint<Outcome> OPEN = Endpoint.<Outcome>named("Tickets", "open")
        .request("POST", "{desk}/tickets")
        .json()
        .sendOnce()
        .build();

    /**
     * The endpoint of {@code find(id, priority)}.
     */
    public static final Endpoint<List<Opened>> FIND = Endpoint.<List<Opened>>named("Tickets", "find")
        .request("GET", "{desk}/tickets/{id}")
        .idempotent()
        .bearer("")
        .timeouts(1500L, 0L)
        .build();

    /**
     * The endpoint of {@code delete(id)}.
     */
    public static final Endpoint<Void> DELETE = Endpoint.<Void>named("Tickets", "delete")
        .request("DELETE", "{desk}/tickets/{id}")
        .idempotent()
        .build();

    private Endpoints() {
    }
  }

  private static final class Operations {
    final Pipeline pipeline;

    final Operation<Outcome> open;

    final Operation<List<Opened>> find;

    final Operation<Void> delete;

    Operations(Pipeline pipeline) {
      this.pipeline = pipeline;
      this.open = pipeline.operation(
          Endpoints.OPEN,
          Answers.<Outcome>of()
              .json(OpenedCompanion.INSTANCE, 201)
              .json(MergedCompanion.INSTANCE, 303)
              .fails("application/json", RefusalCompanion.INSTANCE, "4XX")
              .build());
      this.find = pipeline.operation(
          Endpoints.FIND,
          Answers.<List<Opened>>of()
              .json(Adapters.list(OpenedCompanion.INSTANCE))
              .build());
      this.delete = pipeline.operation(
          Endpoints.DELETE,
          Answers.<Void>of()
              .nothing()
              .build());
    }
  }

  /**
   * The endpoints of {@link TicketsClient}, answered by futures.
   */
  public static final class Async {
    private final Operations operations;

    private final CallOptions options;

    private Async(Operations operations, CallOptions options) {
      this.operations = operations;
      this.options = options;
    }

    /**
     * The same with further options for each call; a cheap view.
     *
     * @param options the options, which go before those of this one
     * @return the view
     */
    public Async with(CallOptions options) {
      return new Async(operations, this.options.and(options));
    }

    /**
     * As {@link TicketsClient#open}, answered by futures.
     *
     * @param request what is wrong
     * @return what became of it
     */
    public CompletableFuture<Outcome> open(OpenRequest request) {
      return operations.open.executeAsync(draftOpen(operations, request), options);
    }

    /**
     * As {@link TicketsClient#find}, answered by futures.
     *
     * @param id "&#123;id&#125;" in the path
     * @param priority "priority" in the query
     * @return the answer
     */
    public CompletableFuture<List<Opened>> find(long id, Optional<Priority> priority) {
      return operations.find.executeAsync(draftFind(operations, id, priority), options);
    }

    /**
     * As {@link TicketsClient#delete}, answered by futures.
     *
     * @param id "&#123;id&#125;" in the path
     * @return nothing
     * @deprecated tickets close by themselves
     */
    @Deprecated
    public CompletableFuture<Void> delete(long id) {
      return operations.delete.executeAsync(draftDelete(operations, id), options);
    }
  }

  /**
   * The endpoints of {@link TicketsClient}, answered with status and headers.
   */
  public static final class Raw {
    private final Operations operations;

    private final CallOptions options;

    private Raw(Operations operations, CallOptions options) {
      this.operations = operations;
      this.options = options;
    }

    /**
     * The same with further options for each call; a cheap view.
     *
     * @param options the options, which go before those of this one
     * @return the view
     */
    public Raw with(CallOptions options) {
      return new Raw(operations, this.options.and(options));
    }

    /**
     * As {@link TicketsClient#open}, answered with status and headers.
     *
     * @param request what is wrong
     * @return what became of it
     */
    public Answer<Outcome> open(OpenRequest request) {
      return operations.open.executeRaw(draftOpen(operations, request), options);
    }

    /**
     * As {@link TicketsClient#find}, answered with status and headers.
     *
     * @param id "&#123;id&#125;" in the path
     * @param priority "priority" in the query
     * @return the answer
     */
    public Answer<List<Opened>> find(long id, Optional<Priority> priority) {
      return operations.find.executeRaw(draftFind(operations, id, priority), options);
    }

    /**
     * As {@link TicketsClient#delete}, answered with status and headers.
     *
     * @param id "&#123;id&#125;" in the path
     * @return nothing
     * @deprecated tickets close by themselves
     */
    @Deprecated
    public Answer<Void> delete(long id) {
      return operations.delete.executeRaw(draftDelete(operations, id), options);
    }
  }

  /**
   * Builds a {@link TicketsClient}.
   */
  public static final class Builder extends ClientBuilder<Builder> {
    private Builder() {
      super(ClientDescription.named("Tickets")
          .server("https://help.example.com/v1")
          .pathVariable("desk", "main")
          .issuer("/{desk}", true, true)
          .endpoints(
          Endpoints.OPEN,
          Endpoints.FIND,
          Endpoints.DELETE)
          .build());
    }

    /**
     * Sets {@code {desk}} in the paths; {@code main} if not set.
     *
     * @param value the value; slashes in it are kept
     * @return this builder
     */
    public Builder desk(String value) {
      return pathVariable("desk", value);
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Builds the client.
     *
     * @return the client
     * @throws java.lang.IllegalArgumentException if a setting is missing or wrong, naming it
     */
    public TicketsClient build() {
      return new TicketsClient(new Operations(pipeline()), CallOptions.NONE);
    }
  }
}
