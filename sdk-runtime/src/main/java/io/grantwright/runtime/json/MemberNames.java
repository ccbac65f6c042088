package io.grantwright.runtime.json;

import com.squareup.moshi.JsonReader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of one object's members, to refuse duplicates. Few names are compared one by one, which
 * allocates next to nothing; many are hashed, so that a hostile body costs no quadratic time.
 */
final class MemberNames {
  private static final int FEW = 8;

  private final @Nullable String[] few = new @Nullable String[FEW];
  private int count;
  private @Nullable Set<@Nullable String> many;

  void add(String name, JsonReader reader) {
    if (!addNew(name)) {
      throw Decode.misfit("one member", reader.getPath(), "a duplicate");
    }
  }

  private boolean addNew(String name) {
    if (many != null) {
      return many.add(name);
    }
    for (int i = 0; i < count; i++) {
      if (name.equals(few[i])) {
        return false;
      }
    }
    if (count < FEW) {
      few[count++] = name;
      return true;
    }
    Set<@Nullable String> all = new HashSet<>(Arrays.asList(few));
    many = all;
    return all.add(name);
  }
}
