package io.grantwright.sdk.features;

import io.grantwright.annotations.AtRoot;
import io.grantwright.annotations.Body;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.Constant.Place;
import io.grantwright.annotations.Delete;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Joined;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Link;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.Patch;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Put;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.Retry;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Sensitive;
import io.grantwright.annotations.Timeouts;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.json.OpenEnum;
import io.grantwright.runtime.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API of notes that no server has: it uses all that a descriptor can say.
 *
 * <p>See {@link Crud} for what it inherits.
 */
@SdkClient(name = "NotesOfAll")
@Naming(Naming.Case.SNAKE)
@PathVariable(name = "version", value = "v1")
@Constant(name = "X-App", value = "features", in = Place.HEADER)
@Fails(status = "404", as = NoteProblem.class)
public interface Notes extends Crud<Note, Long> {

  /**
   * Reads a part of a note.
   *
   * @param noteId the note
   * @param part the part, see {@link Note.Part}
   * @return the part
   */
  @Get("{version}/notes/{note_id}/{part}")
  Note.Part part(@Path long noteId, @Path String part);

  /** Finds notes. */
  @Get("{version}/notes")
  List<Note.Part> find(
      @Query("q") String word,
      Optional<Integer> pageSize,
      @Nullable Boolean archived,
      List<String> tag,
      @Joined(",") List<Color> colors,
      Optional<OpenEnum<Color>> notColor,
      @Sensitive String viewKey);

  /** Finds notes by one word. */
  @Get("{version}/notes")
  List<Note.Part> find(@Query("q") String word);

  /** Finds notes by one word, in another way. */
  @Get("{version}/notes")
  List<Note.Part> find(@Query("q") String word, CallOptions options);

  /** Looks for notes, with a group of parameters. */
  @Get("{version}/search")
  @Constant(name = "fixed", value = "a b", in = Place.QUERY)
  Map<String, Note.Part> search(NoteQuery query, @Header("X-Trace") Optional<String> trace);

  /** Counts notes, all of them without a query. */
  @Get("{version}/count")
  Counted count(Optional<NoteQuery> query);

  /** Adds a note, as a form. */
  @Post("{version}/notes")
  @FormBody
  @Constant(name = "kind", value = "note & more")
  Note add(
      String title,
      Optional<String> text,
      List<Integer> pages,
      @Joined List<String> scopes,
      boolean isPinned,
      double weight,
      Secret password,
      @Header @Sensitive String apiKey);

  /** Adds a note, as a form or as JSON, made by a builder. */
  @Post("{version}/notes/full")
  @FormBody(jsonOnRequest = true)
  void addAll(NewNote note);

  /** Changes a note, with the members of a JSON object. */
  @Patch("{version}/notes/{note_id}")
  @JsonBody
  @Constant(name = "kind", value = "patch")
  @Idempotent(when = "kind=patch")
  Object change(
      @Path long noteId,
      @Field("colour") Color color,
      int rank,
      Optional<Boolean> pinned,
      @Nullable URI source,
      @Joined("+") List<String> tags);

  /** Moves a note, with a group whose components go everywhere. */
  @Post("{version}/shelves/{shelf}/move")
  @JsonBody
  MoveOutcome move(Move move);

  /** Sends a list as the whole body. */
  @Put("{version}/parts")
  void putParts(@Body List<Note.Part> parts);

  /** Sends a map as the whole body. */
  @Put("{version}/ranks")
  void putRanks(@Body Map<String, Long> ranks);

  /**
   * Removes a note.
   *
   * @param noteId the note
   * @deprecated notes stay; use {@link #move}
   */
  @Deprecated
  @Delete("{version}/notes/{note_id}")
  @Fails(
      status = {"409", "5XX"},
      contentType = "application/problem+json",
      as = NoteProblem.class)
  void remove(@Path long noteId);

  /** Reads what notes cost. */
  @Get(".well-known/prices")
  @AtRoot
  @Timeouts(attemptMillis = 2_000, totalMillis = 90_000)
  @Retry(initialIntervalMillis = 1, maxIntervalMillis = 5, maxElapsedMillis = 60_000)
  Prices priceList();

  /** Where a browser shows a note. */
  @Link
  @Get("{version}/show")
  String show(@Query long noteId, Optional<String> anchor);

  /** Parameters with the names that generated code uses itself. */
  @Get("{version}/names")
  void names(String operations, String options, String draft, String element, String joined);

  /** A method with the name of a field of generated code, and a result that is deprecated. */
  @Get("{version}/pipeline")
  OldPrices pipeline();

  /** Doubles a number, here. */
  default long twice(long number) {
    return 2 * number;
  }

  /**
   * What notes cost.
   *
   * @param note one note
   */
  @Model
  record Prices(double note) {}

  /**
   * What notes have cost.
   *
   * @param note one note
   * @deprecated they cost more now
   */
  @Deprecated
  @Model
  record OldPrices(double note) {}

  /**
   * A type with a name that generated code uses itself.
   *
   * @param draft how many drafts
   */
  @Model
  record Draft(int draft) {}

  /**
   * How many notes there are.
   *
   * @param notes how many notes
   * @param drafts how many drafts
   */
  @Model
  record Counted(int notes, Draft drafts) {}
}
