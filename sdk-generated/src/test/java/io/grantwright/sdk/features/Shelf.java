package io.grantwright.sdk.features;

import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.SdkClient;

/** Something with a descriptor inside that only its package sees. */
final class Shelf {
  private Shelf() {}

  /** The books of a shelf. */
  @SdkClient
  interface Books {
    /** Reads a book. */
    @Get("books/{isbn}")
    Book book(@Path String isbn);

    /** A book. */
    @Model
    record Book(String title) {}
  }
}
