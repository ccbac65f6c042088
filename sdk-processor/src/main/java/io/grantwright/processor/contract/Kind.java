package io.grantwright.processor.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a contract has facts about; the pattern is how it is written, with a star for a name. */
enum Kind {
  CLIENT("client", null),
  VARIABLE("client variable *", CLIENT),
  ADDRESS("client address *", CLIENT),
  CAPABILITY("client extends *", CLIENT),
  DEVIATION("client deviation * *", CLIENT),
  OPERATION("operation *", null),
  PARAMETER("operation * parameter *", OPERATION),
  CONSTANT("operation * constant * *", OPERATION),
  ANSWER("operation * answer *", OPERATION),
  FAILURE("operation * failure * *", OPERATION),
  RECORD("record *", null),
  COMPONENT("record * component *", RECORD),
  ENUM("enum *", null),
  ENUM_CONSTANT("enum * constant *", ENUM),
  UNION("union *", null),
  VARIANT("union * variant *", UNION);

  private static final String NAME = "*";

  private final String pattern;
  private final @Nullable Kind parent;

  Kind(String pattern, @Nullable Kind parent) {
    this.pattern = pattern;
    this.parent = parent;
  }

  /** What it is a part of. */
  Optional<Kind> parent() {
    return Optional.ofNullable(parent);
  }

  /** How many names it has. */
  int names() {
    return (int) pattern().stream().filter(NAME::equals).count();
  }

  /** Its words with these names between them. */
  List<String> words(List<String> names) {
    List<String> words = new ArrayList<>();
    int next = 0;
    for (String word : pattern()) {
      words.add(word.equals(NAME) ? names.get(next++) : word);
    }
    return words;
  }

  /** The names between its words; empty if these are not its words. */
  Optional<List<String>> names(List<String> words) {
    List<String> pattern = pattern();
    if (words.size() != pattern.size()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (pattern.get(i).equals(NAME)) {
        names.add(words.get(i));
      } else if (!pattern.get(i).equals(words.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private List<String> pattern() {
    return List.of(pattern.split(" "));
  }
}
