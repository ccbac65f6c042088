package io.grantwright.runtime.call;

import io.grantwright.runtime.error.CallException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A list that the server gives in pages: item by item, as a stream, or page by page. A page is
 * called for when it is needed, each by a call with retries and time limits of its own, and going
 * through them again calls for them again.
 *
 * <p>Going on throws a {@link CallException} if the call for the next page fails. What was given
 * before stays valid.
 *
 * @param <P> the type of a page
 * @param <T> the type of an item
 */
public final class Pages<P, T> implements Iterable<T> {
  private final Iterable<P> pages;
  private final Function<P, List<T>> items;

  private Pages(Iterable<P> pages, Function<P, List<T>> items) {
    this.pages = pages;
    this.items = items;
  }

  /**
   * Pages that are there, such as those that a fake gives.
   *
   * @param pages the pages
   * @param items the items of a page
   * @param <P> the type of a page
   * @param <T> the type of an item
   * @return the pages
   */
  public static <P, T> Pages<P, T> of(List<P> pages, Function<P, List<T>> items) {
    return new Pages<>(List.copyOf(pages), items);
  }

  private static <P, T> Pages<P, T> called(
      Operation<P> operation,
      CallOptions options,
      Supplier<Draft> drafts,
      Function<P, List<T>> items,
      Turning<P> turning) {
    // A missing argument is told here, not when the first page is needed.
    Objects.requireNonNull(drafts.get());
    return new Pages<>(() -> new Turned<>(operation, options, drafts, turning), items);
  }

  /**
   * Pages that say where the next one begins; used by generated code.
   *
   * @param operation calls for a page
   * @param options what the calls do differently
   * @param drafts the request for the first page
   * @param items the items of a page
   * @param parameter the query parameter that takes the cursor
   * @param next the cursor of the next page; null or empty on the last one
   * @param <P> the type of a page
   * @param <T> the type of an item
   * @return the pages
   */
  public static <P, T> Pages<P, T> byCursor(
      Operation<P> operation,
      CallOptions options,
      Supplier<Draft> drafts,
      Function<P, List<T>> items,
      String parameter,
      Function<P, @Nullable String> next) {
    return called(
        operation,
        options,
        drafts,
        items,
        (page, headers, count, before) -> {
          String cursor = next.apply(page);
          if (cursor == null || cursor.isEmpty()) {
            return null;
          }
          if (cursor.equals(before)) {
            throw operation.refused(parameter, "A page names itself as the next one.");
          }
          return new Turn(cursor, draft -> draft.replaceQuery(parameter, cursor));
        });
  }

  /**
   * Pages with numbers; used by generated code.
   *
   * @param operation calls for a page
   * @param options what the calls do differently
   * @param drafts the request for the first page
   * @param items the items of a page
   * @param parameter the query parameter that takes the number
   * @param first the number of the first page
   * @param more whether there are pages behind one with that number, as far as the page says
   * @param <P> the type of a page
   * @param <T> the type of an item
   * @return the pages
   */
  public static <P, T> Pages<P, T> byNumber(
      Operation<P> operation,
      CallOptions options,
      Supplier<Draft> drafts,
      Function<P, List<T>> items,
      String parameter,
      long first,
      BiPredicate<P, Long> more) {
    return called(
        operation,
        options,
        drafts,
        items,
        (page, headers, count, before) -> {
          if (items.apply(page).isEmpty() || !more.test(page, first + count)) {
            return null;
          }
          String number = Long.toString(first + count + 1);
          return new Turn(number, draft -> draft.replaceQuery(parameter, number));
        });
  }

  /**
   * Pages whose header {@code Link} leads to the next one (RFC 8288); used by generated code.
   *
   * @param operation calls for a page
   * @param options what the calls do differently
   * @param drafts the request for the first page
   * @param items the items of a page
   * @param <P> the type of a page
   * @param <T> the type of an item
   * @return the pages
   */
  public static <P, T> Pages<P, T> byLink(
      Operation<P> operation,
      CallOptions options,
      Supplier<Draft> drafts,
      Function<P, List<T>> items) {
    return called(
        operation,
        options,
        drafts,
        items,
        (page, headers, count, before) -> {
          String target = WebLinks.next(headers.values("Link"));
          if (target == null) {
            return null;
          }
          if (target.equals(before)) {
            throw operation.refused("Link", "A page names itself as the next one.");
          }
          return new Turn(target, draft -> draft.follow(target));
        });
  }

  /** Gives the items of all pages, one after the other. */
  @Override
  public Iterator<T> iterator() {
    Iterator<P> turned = pages.iterator();
    return new Iterator<>() {
      private Iterator<T> page = List.<T>of().iterator();

      @Override
      public boolean hasNext() {
        while (!page.hasNext() && turned.hasNext()) {
          page = items.apply(turned.next()).iterator();
        }
        return page.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException("There are no more items.");
        }
        return page.next();
      }
    };
  }

  /** {@return the items of all pages, as a sequential stream} */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** {@return the pages} */
  public Iterable<P> pages() {
    return pages;
  }

  /**
   * Gives the first page alone.
   *
   * @return the first page
   * @throws CallException if the call for it fails
   */
  public P first() {
    return pages().iterator().next();
  }

  /**
   * What leads to a page.
   *
   * @param key what must change from one page to the next
   */
  private record Turn(String key, Consumer<Draft> change) {}

  private interface Turning<P> {
    /**
     * Tells what leads to the next page.
     *
     * @param count how many pages there were before this one
     * @param before the key of the turn that led to this page; null for the first one
     * @return what makes the first page's request that of the next one; null after the last
     */
    @Nullable Turn next(P page, Headers headers, long count, @Nullable String before);
  }

  /** The pages, each called for when it is needed. */
  private static final class Turned<P> implements Iterator<P> {
    private final Operation<P> operation;
    private final CallOptions options;
    private final Supplier<Draft> drafts;
    private final Turning<P> turning;
    private @Nullable Turn turn = new Turn("", draft -> {});
    private long count;

    Turned(
        Operation<P> operation, CallOptions options, Supplier<Draft> drafts, Turning<P> turning) {
      this.operation = operation;
      this.options = options;
      this.drafts = drafts;
      this.turning = turning;
    }

    @Override
    public boolean hasNext() {
      return turn != null;
    }

    @Override
    public P next() {
      Turn now = turn;
      if (now == null) {
        throw new NoSuchElementException("There are no more pages.");
      }
      Draft draft = drafts.get();
      now.change().accept(draft);
      Answer<P> answer = operation.executeRaw(draft, options);
      P page = answer.body();
      if (page == null) {
        throw new IllegalStateException("A page is never nothing.");
      }
      turn = turning.next(page, answer.headers(), count, count == 0 ? null : now.key());
      count++;
      return page;
    }
  }
}
