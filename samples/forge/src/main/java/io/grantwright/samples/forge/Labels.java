package io.grantwright.samples.forge;

import io.grantwright.annotations.Body;
import io.grantwright.annotations.Delete;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Put;
import java.util.List;

/** The labels of a repository: a part of {@link Forge} that is described by itself. */
public interface Labels {
  /**
   * Lists labels.
   *
   * @param owner whose repository
   * @param repository which repository
   * @return all labels
   */
  @Get("repositories/{owner}/{repository}/labels")
  List<Issue.Label> labels(@Path String owner, @Path String repository);

  /**
   * Makes a label, or replaces the one with that name.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param name the name
   * @param label what it is from now on
   */
  @Put("repositories/{owner}/{repository}/labels/{name}")
  void putLabel(
      @Path String owner, @Path String repository, @Path String name, @Body Issue.Label label);

  /**
   * Removes a label.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param name the name
   */
  @Delete("repositories/{owner}/{repository}/labels/{name}")
  void removeLabel(@Path String owner, @Path String repository, @Path String name);
}
