package io.grantwright.sdk.features;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Naming;

/** The color of a note. */
@Model
@Naming(Naming.Case.KEBAB)
public enum Color {
  DARK_RED,
  @Name("blue!")
  BLUE
}
