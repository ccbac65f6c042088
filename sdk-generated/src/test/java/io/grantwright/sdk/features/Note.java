package io.grantwright.sdk.features;

import io.grantwright.annotations.Joined;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.OneOrMany;
import io.grantwright.runtime.json.OpenEnum;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A note.
 *
 * @param noteId its number; costs $1, as {@link Notes#priceList()} says
 * @param title its title
 * @param color its color, which may be one that is not known yet
 * @param authors who wrote it
 * @param labels what it is about, in one text
 * @param ratings the stars, by author
 * @param parts what it is made of
 * @param password what opens it
 * @param source where it is from
 * @param weight how heavy it is
 * @param extra anything
 * @param rest what else the server sent
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Note(
    long noteId,
    @Name(
            value = "title",
            aliases = {"headline", "name"})
        String title,
    OpenEnum<Color> color,
    @OneOrMany List<String> authors,
    @Joined(",") Optional<List<String>> labels,
    Optional<Map<String, Integer>> ratings,
    List<Part> parts,
    Optional<Secret> password,
    @Nullable URI source,
    @Nullable Double weight,
    Optional<Object> extra,
    UnknownMembers rest) {

  /**
   * A part of a note.
   *
   * @param text its text
   * @param color its color
   */
  @Model
  public record Part(String text, Optional<Color> color) {}
}
