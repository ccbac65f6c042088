package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.IdTokenClaims;
import io.grantwright.runtime.oauth.UserInfo;
import io.grantwright.runtime.secret.Secret;

/** The id token that came with the tokens (OpenID Connect Core §2). */
public sealed interface IdToken {
  /** {@return the token as it came} */
  Secret token();

  /**
   * Gives the token if it was checked.
   *
   * @return this
   * @throws IllegalStateException if it was not, with the reason
   */
  Validated validated();

  /**
   * An id token that was checked: its signature, its issuer, for whom and for which request it is,
   * and its times.
   *
   * @param token the token as it came
   * @param claims what it says
   */
  record Validated(Secret token, IdTokenClaims claims) implements IdToken {
    /** {@return the user, unique at this server} */
    public String subject() {
      return claims.sub();
    }

    /**
     * Checks that the server's answer about the user is about this user (OpenID Connect Core
     * §5.3.2).
     *
     * @param userInfo the answer of the userinfo endpoint
     * @return the answer
     * @throws AuthorizationException.InvalidIdToken if it is about another
     */
    public UserInfo sameUser(UserInfo userInfo) {
      if (!userInfo.sub().equals(subject())) {
        throw new AuthorizationException.InvalidIdToken(
            "The userinfo is about another user (sub) than the id token; do not use it");
      }
      return userInfo;
    }

    @Override
    public Validated validated() {
      return this;
    }

    /** {@return its issuer, and a fingerprint; nothing about the user} */
    @Override
    public String toString() {
      return "IdToken.Validated[" + token + ", iss=" + claims.iss() + "]";
    }
  }

  /**
   * An id token that nobody has checked. Nothing in it may be believed.
   *
   * @param token the token as it came
   * @param reason why it was not checked, and what to do
   */
  record Unread(Secret token, String reason) implements IdToken {
    @Override
    public Validated validated() {
      throw new IllegalStateException("The id token was not checked: " + reason);
    }
  }
}
