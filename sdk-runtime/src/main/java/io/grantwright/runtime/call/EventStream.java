package io.grantwright.runtime.call;

import io.grantwright.runtime.error.CallException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events that a server sends, one after the other as they arrive (WHATWG HTML §9.2); to be
 * closed. The time limits of the call have held up to here, and from here on there are none: a
 * server may be silent for long. {@link #close}, which another thread may call, ends the waiting.
 *
 * <p>A stream that breaks off is not opened again by itself: {@link #lastEventId} says where
 * another call may begin.
 *
 * @param <T> the type of their data
 */
public final class EventStream<T> implements OpenBody, Iterable<ServerEvent<T>> {
  private final Source<T> source;
  private boolean taken;

  EventStream(Source<T> source) {
    this.source = source;
  }

  /**
   * A stream of events that are there, such as one that a fake gives.
   *
   * @param events the events
   * @param <T> the type of their data
   * @return the stream
   */
  public static <T> EventStream<T> of(List<ServerEvent<T>> events) {
    Iterator<ServerEvent<T>> rest = List.copyOf(events).iterator();
    return new EventStream<>(
        new Source<>() {
          private @Nullable String lastEventId;
          private boolean closed;

          @Override
          public @Nullable ServerEvent<T> next() {
            if (closed || !rest.hasNext()) {
              return null;
            }
            ServerEvent<T> event = rest.next();
            lastEventId = event.id().orElse(lastEventId);
            return event;
          }

          @Override
          public @Nullable String lastEventId() {
            return lastEventId;
          }

          @Override
          public void close() {
            closed = true;
          }
        });
  }

  /** Where events come from. */
  interface Source<T> {
    /** The next event; null if there is none. */
    @Nullable ServerEvent<T> next();

    /** The identifier of the last event that had one; null if none had. */
    @Nullable String lastEventId();

    void close();
  }

  /**
   * Gives the events. They can be gone through once, by one thread.
   *
   * <p>Going on throws a {@link CallException} if the connection breaks or an event does not fit
   * its type; it also closes the stream.
   *
   * @return the events, each waited for
   * @throws IllegalStateException if they have been asked for before
   */
  @Override
  public Iterator<ServerEvent<T>> iterator() {
    if (taken) {
      throw new IllegalStateException("The events of a stream can be gone through once.");
    }
    taken = true;
    return new Iterator<>() {
      private @Nullable ServerEvent<T> next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = source.next();
        }
        return next != null;
      }

      @Override
      public ServerEvent<T> next() {
        ServerEvent<T> event = hasNext() ? next : null;
        if (event == null) {
          throw new NoSuchElementException("The stream of events has ended.");
        }
        next = null;
        return event;
      }
    };
  }

  /** {@return the events as a stream, which closes this one when it is closed} */
  public Stream<ServerEvent<T>> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(this::close);
  }

  /** {@return the identifier of the last event that had one} */
  public Optional<String> lastEventId() {
    return Optional.ofNullable(source.lastEventId());
  }

  @Override
  public void close() {
    source.close();
  }

  @Override
  public String toString() {
    return "EventStream";
  }
}
