package io.grantwright.samples.cli;

import io.grantwright.annotations.Role;
import java.util.Locale;

/** Names the endpoints on the command line: {@code --endpoint token=https://as.example/token}. */
final class EndpointOption {
  private EndpointOption() {}

  static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static boolean isName(String name) {
    for (Role role : Role.values()) {
      if (name(role).equals(name)) {
        return true;
      }
    }
    return false;
  }
}
