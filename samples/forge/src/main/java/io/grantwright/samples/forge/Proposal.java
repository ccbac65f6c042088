package io.grantwright.samples.forge;

import io.grantwright.annotations.Header;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.Status;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A change that is proposed.
 *
 * @param number its number in the repository
 * @param title its title
 * @param from the branch that has the change
 * @param into the branch that is to have it
 * @param author who proposes it
 * @param mergedAt when it was merged
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Proposal(
    int number, String title, String from, String into, String author, Optional<Instant> mergedAt) {

  /**
   * A new proposal.
   *
   * @param title its title
   * @param from the branch that has the change
   * @param into the branch that is to have it
   */
  @Model(request = true)
  public record New(String title, String from, String into) {}

  /** What became of a merge. */
  public sealed interface Merge {
    /**
     * It is done.
     *
     * @param commit the commit
     */
    @Model
    @Status(200)
    record Merged(String commit) implements Merge {}

    /**
     * It will be done.
     *
     * @param progress where to look
     */
    @Model
    @Status(202)
    record Queued(@Header("Location") URI progress) implements Merge {}
  }
}
