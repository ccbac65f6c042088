package io.grantwright.sdk.features;

import io.grantwright.annotations.Field;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Query;
import java.util.List;
import java.util.Optional;

/**
 * A move of a note, whose components go to four places.
 *
 * @param shelf from where
 * @param dryRun whether nothing is to happen
 * @param match the version that is moved
 * @param to where to
 * @param steps on which way
 */
@Model(request = true)
public record Move(
    @Path String shelf,
    @Query("dry-run") Optional<Boolean> dryRun,
    @Header("If-Match") String match,
    @Field("target") String to,
    Optional<List<Note.Part>> steps) {}
