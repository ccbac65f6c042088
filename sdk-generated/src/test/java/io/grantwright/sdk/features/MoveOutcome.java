package io.grantwright.sdk.features;

import io.grantwright.annotations.Header;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Status;
import java.net.URI;
import java.util.Optional;

/** What became of a {@link Move}. */
public sealed interface MoveOutcome {
  /**
   * It is somewhere else.
   *
   * @param location where
   * @param retryAfter when to look, in seconds
   */
  @Model
  @Status({302, 303})
  record Elsewhere(
      @Header("Location") URI location, @Header("Retry-After") Optional<Long> retryAfter)
      implements MoveOutcome {}

  /**
   * It was moved.
   *
   * @param version the new version
   * @param shelf where it is now
   */
  @Model
  @Status(200)
  record Moved(@Header("ETag") String version, String shelf) implements MoveOutcome {}

  /** It will be. */
  @Model
  @Status(202)
  record Accepted() implements MoveOutcome {}
}
