package io.grantwright.sdk.features;

import io.grantwright.annotations.Body;
import io.grantwright.annotations.Discriminator;
import io.grantwright.annotations.Events;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.IdempotencyKey;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Multipart;
import io.grantwright.annotations.PagedByCursor;
import io.grantwright.annotations.PagedByLink;
import io.grantwright.annotations.PagedByNumber;
import io.grantwright.annotations.Patch;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Put;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.call.Download;
import io.grantwright.runtime.call.EventStream;
import io.grantwright.runtime.call.Pages;
import io.grantwright.runtime.call.Upload;
import io.grantwright.runtime.json.Maybe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An API of drawings that no server has: what resources need besides {@link Notes}. */
@SdkClient
public interface Drawings {
  /** Reads the shapes of a drawing. */
  @Get("drawings/{id}/shapes")
  List<Shape> shapes(@Path String id);

  /** Reads one shape. */
  @Get("drawings/{id}/shape")
  Shape shape(@Path String id);

  /** Reads one shape of those that are all known. */
  @Get("drawings/{id}/pen")
  Pen pen(@Path String id);

  /** Adds a shape. */
  @Post("drawings/{id}/shapes")
  void add(@Path String id, Shape shape);

  /** Adds a circle, which is sent as the shape that it is. */
  @Post("drawings/{id}/circles")
  void addCircle(@Path String id, Shape.Circle circle);

  /** Replaces all shapes. */
  @Put("drawings/{id}/shapes")
  void replace(@Path String id, @Body List<Shape> shapes);

  /** Changes what is told, and nothing else. */
  @Patch("drawings/{id}")
  Details change(@Path String id, Changes changes);

  /** Finds what was drawn at a time. */
  @Get("drawings")
  Dated find(
      Instant since,
      Optional<LocalDate> day,
      List<OffsetDateTime> at,
      LocalDateTime local,
      @Header("If-Modified-Since") Instant unless);

  /** Saves a picture. */
  @Put("drawings/{id}/picture")
  void savePicture(@Path String id, @Header("X-Note") Optional<String> note, Upload picture);

  /** Saves a picture that is in memory; twice is the same as once. */
  @Post("drawings/{id}/thumbnail")
  @Idempotent
  void saveThumbnail(@Path String id, byte[] thumbnail);

  /** Reads a small picture. */
  @Get("drawings/{id}/thumbnail")
  byte[] thumbnail(@Path String id);

  /** Reads a picture as it comes. */
  @Get("drawings/{id}/picture")
  @Fails(status = "404", as = NoteProblem.class)
  Download picture(@Path String id);

  /** Reads what a drawing shows, in words. */
  @Get("drawings/{id}/alt")
  String alt(@Path String id);

  /** Brings in drawings from files. */
  @Post("imports")
  @Multipart
  Details bringIn(
      String title,
      Optional<Integer> rank,
      List<String> tag,
      Origin origin,
      @Field Shape frame,
      @Field("drawing") Upload file,
      List<byte[]> page);

  /** Watches what is drawn. */
  @Get("drawings/{id}/strokes")
  @Events(end = "[DONE]")
  EventStream<Shape> strokes(@Path String id, @Header("Last-Event-ID") Optional<String> after);

  /** Watches what is said. */
  @Get("drawings/{id}/talk")
  EventStream<String> talk(@Path String id);

  /** Lists drawings, from a cursor on. */
  @Get("lists/cursor")
  @PagedByCursor(next = "next")
  Pages<DrawingPage, String> byCursor(Optional<String> cursor, Optional<Integer> size);

  /** Lists drawings; items and cursor are in records in the page. */
  @Get("lists/enveloped")
  @PagedByCursor(items = "data.titles", next = "meta.page.next")
  Pages<EnvelopedPage, String> byEnvelopedCursor(Optional<String> cursor);

  /** Lists drawings by number; how many there are is in a record in the page. */
  @Get("lists/counted")
  @PagedByNumber(items = "titles", last = "count.pages", more = "count.more")
  Pages<CountedPage, String> byEnvelopedNumber(int page);

  /** Lists drawings, from a number on; the cursor is a component of a group. */
  @Get("lists/offset")
  @PagedByCursor(items = "titles", next = "offset", parameter = "offset")
  Pages<OffsetPage, String> byOffset(Window window);

  /** Lists drawings, from a page on. */
  @Get("lists/number")
  @PagedByNumber(last = "last", more = "more")
  Pages<NumberedPage, String> byNumber(@Nullable Integer page, CallOptions options);

  /** Lists drawings, until there are none. */
  @Get("lists/bare")
  @PagedByNumber(parameter = "p", first = 0)
  Pages<List<String>, String> untilNone(@Query("p") Optional<Long> page);

  /** Lists drawings, from a page on that is a component of a group. */
  @Get("lists/grouped")
  @PagedByNumber
  Pages<List<String>, String> byNumberInGroup(Optional<Start> start);

  /** Lists drawings, as the server leads. */
  @Get("lists/link")
  @PagedByLink
  Pages<List<Shape>, Shape> byLink(@Query("per_page") int size);

  /** Orders a print, which is charged once however often it is sent. */
  @Post("prints")
  @IdempotencyKey
  void order(String drawing, @Header("Idempotency-Key") Optional<String> key);

  /**
   * Where drawings are from.
   *
   * @param site the site
   * @param free whether others may use them
   */
  @Model
  record Origin(Optional<String> site, boolean free) {}

  /**
   * A page with a cursor.
   *
   * @param titles the titles
   * @param next where the next page begins
   */
  @Model
  record DrawingPage(List<String> titles, Optional<String> next) {}

  /**
   * A page whose items and cursor are further inside.
   *
   * @param data what has the items
   * @param meta what has the cursor
   */
  @Model
  record EnvelopedPage(Data data, @Nullable Meta meta) {
    /**
     * What has the items.
     *
     * @param titles the titles
     */
    @Model
    record Data(Optional<List<String>> titles) {}

    /**
     * What has what has the cursor.
     *
     * @param page what has the cursor
     */
    @Model
    record Meta(Optional<Next> page) {}

    /**
     * What has the cursor.
     *
     * @param next where the next page begins
     */
    @Model
    record Next(@Nullable String next) {}
  }

  /**
   * A page that says how many there are.
   *
   * @param titles the titles
   * @param count how many there are
   */
  @Model
  record CountedPage(List<String> titles, Optional<Count> count) {
    /**
     * How many there are.
     *
     * @param pages the number of the last page
     * @param more whether there are more
     */
    @Model
    record Count(Optional<Integer> pages, boolean more) {}
  }

  /**
   * A page with a number.
   *
   * @param titles the titles
   * @param others other titles
   * @param offset how many titles there were
   */
  @Model
  record OffsetPage(List<String> titles, List<String> others, @Nullable Long offset) {}

  /**
   * A page with what is known of the pages.
   *
   * @param titles the titles
   * @param last the number of the last page
   * @param more whether there are more
   */
  @Model
  record NumberedPage(List<String> titles, Optional<Integer> last, @Nullable Boolean more) {}

  /**
   * What is seen of a list.
   *
   * @param offset where it begins
   * @param order how it is sorted
   */
  @Model
  record Window(Optional<Long> offset, String order) {}

  /**
   * Where pages begin.
   *
   * @param page its number
   */
  @Model
  record Start(Optional<Integer> page) {}

  /**
   * What is to change.
   *
   * @param title the title; null removes it
   * @param tags the tags; null removes them
   * @param frame the shape around it; null removes it
   * @param size the size, which cannot be removed
   */
  @Model(request = true)
  record Changes(
      Maybe<String> title, Maybe<List<String>> tags, Maybe<Shape> frame, Optional<Integer> size) {}

  /**
   * What is known.
   *
   * @param title the title, if it was asked for
   * @param due the day, if it was asked for
   */
  @Model
  record Details(Maybe<String> title, Maybe<LocalDate> due) {}

  /**
   * What was drawn at a time.
   *
   * @param modified when it was changed
   * @param made when it was made
   * @param drawn when and where it was drawn
   * @param day the day
   * @param local the time on the clock of the wall
   */
  @Model
  record Dated(
      @Header("Last-Modified") Optional<Instant> modified,
      Instant made,
      OffsetDateTime drawn,
      LocalDate day,
      LocalDateTime local) {}

  /** What draws. */
  @Model
  @Discriminator("is")
  sealed interface Pen {
    /**
     * A pencil.
     *
     * @param hardness how hard it is
     */
    @Model
    record Pencil(int hardness) implements Pen {}

    /** A brush. */
    @Model
    record Brush() implements Pen {}
  }
}
