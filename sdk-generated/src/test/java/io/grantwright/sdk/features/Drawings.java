package io.grantwright.sdk.features;

import io.grantwright.annotations.Body;
import io.grantwright.annotations.Discriminator;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Patch;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Put;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.json.Maybe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

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
