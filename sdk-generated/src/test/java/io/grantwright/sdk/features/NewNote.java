package io.grantwright.sdk.features;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A note to be, with more required components than there are stages.
 *
 * @param title the title
 * @param text the text
 * @param color the color
 * @param pinned whether it is on top
 * @param rank its place
 * @param size its size in bytes
 * @param weight how heavy it is
 * @param source where it is from
 * @param password what opens it
 * @param tags what it is about
 * @param reviewer who reads it first
 * @param stars how good it is
 */
@Model(request = true)
@Naming(Naming.Case.KEBAB)
public record NewNote(
    String title,
    String text,
    Color color,
    boolean pinned,
    int rank,
    long size,
    double weight,
    URI source,
    @Name("pass") Secret password,
    List<String> tags,
    Optional<String> reviewer,
    @Nullable Integer stars) {

  /** {@return the first stage of its builder} */
  public static NewNoteCompanion.TitleStage builder() {
    return NewNoteCompanion.builder();
  }
}
