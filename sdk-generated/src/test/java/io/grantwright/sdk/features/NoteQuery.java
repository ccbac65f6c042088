package io.grantwright.sdk.features;

import io.grantwright.annotations.Header;
import io.grantwright.annotations.Joined;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.OpenEnum;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param fullText the words
 * @param color the color
 * @param tags each of them
 * @param authors any of them
 * @param pageSize how many at once
 * @param language the language of the answer
 */
@Model(request = true)
@Naming(Naming.Case.UPPER_SNAKE)
public record NoteQuery(
    String fullText,
    Optional<OpenEnum<Color>> color,
    List<String> tags,
    @Joined("|") Optional<List<String>> authors,
    @Nullable Integer pageSize,
    @Header("Accept-Language") Optional<String> language) {}
