package io.grantwright.sdk.features;

import io.grantwright.annotations.Model;
import java.util.List;

/** A ring of records: each has lists of the other. */
final class Ring {
  private Ring() {}

  /**
   * One half.
   *
   * @param others the other half
   */
  @Model
  record Left(List<Right> others) {}

  /**
   * The other half.
   *
   * @param others the one half
   */
  @Model
  record Right(List<Left> others) {}
}
