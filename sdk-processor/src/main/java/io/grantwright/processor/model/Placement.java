package io.grantwright.processor.model;

/** Where a parameter goes. */
public sealed interface Placement {
  /** Into the hole of that name. */
  record Path(String hole) implements Placement {}

  /** Into the query. */
  record Query(String name) implements Placement {}

  /** Into a header. */
  record Header(String name) implements Placement {}

  /** Into the body, as a field of the form or a member of the JSON object. */
  record Field(String name) implements Placement {}

  /**
   * Its components go each to their place; those without a place of their own into the body, or, if
   * the request has none, into the query.
   */
  record Group(RecordModel model) implements Placement {}

  /** It is the whole body, as JSON: a list, a map, a text or any other value but a record. */
  record JsonBody() implements Placement {}

  /** It is the whole body, written by a converter of the application's Retrofit. */
  record ForeignBody() implements Placement {}

  /** It is the whole body, as bytes. */
  record Upload() implements Placement {}

  /** It is the runtime's {@code CallOptions}, for this call. */
  record CallOptions() implements Placement {}
}
