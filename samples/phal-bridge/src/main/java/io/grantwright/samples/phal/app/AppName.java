package io.grantwright.samples.phal.app;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;

/**
 * Whose tokens they are: an app of a skill. Most requests are nothing but that.
 *
 * @param skillId the skill
 * @param appId one of its apps
 */
@Model
@Naming(Naming.Case.SNAKE)
public record AppName(String skillId, String appId) {
  private static final int LONGEST = 200;

  public AppName {
    Limits.text("skill_id", skillId, LONGEST);
    Limits.text("app_id", appId, LONGEST);
  }

  /**
   * The identifier on the bus and in the callback's path. It is ambiguous: {@code a_b} and {@code
   * c} have that of {@code a} and {@code b_c}.
   */
  public String munged() {
    return skillId + "_" + appId;
  }
}
