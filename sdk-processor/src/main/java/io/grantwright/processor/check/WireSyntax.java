package io.grantwright.processor.check;

import io.grantwright.processor.model.Origin;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand on the wire. */
final class WireSyntax {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+");
  private static final Pattern STATUS = Pattern.compile("[1-5](XX|[0-9][0-9])");

  private WireSyntax() {}

  /** A problem of a name, if it has one. */
  static Optional<Problem> name(String name, boolean header, Origin origin) {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(Problem.of(Rule.NAME_INVALID, origin, name.strip()));
    }
    return header && !TOKEN.matcher(name).matches()
        ? Optional.of(Problem.of(Rule.HEADER_INVALID, origin, name))
        : Optional.empty();
  }

  /** RFC 9110 §5.5. */
  static boolean isHeaderValue(String value) {
    return value.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t');
  }

  /** RFC 9110 §8.3.1, without parameters. */
  static boolean isMediaType(String text) {
    return MEDIA_TYPE.matcher(text).matches();
  }

  static boolean isStatus(String text) {
    return STATUS.matcher(text).matches();
  }
}
