package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A state of a repository that is given to others.
 *
 * @param tag its tag
 * @param title its title
 * @param notes what is new
 * @param releasedAt when it was released
 * @param files what belongs to it
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Release(
    String tag,
    String title,
    Optional<String> notes,
    Instant releasedAt,
    List<ReleasedFile> files) {

  /**
   * A new release.
   *
   * @param tag its tag
   * @param title its title
   * @param notes what is new
   */
  @Model(request = true)
  public record New(String tag, String title, Optional<String> notes) {}

  /**
   * A file of a release.
   *
   * @param id its number
   * @param name its name
   * @param size how many bytes it has
   */
  @Model
  public record ReleasedFile(long id, String name, long size) {}
}
