package io.grantwright.testkit;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.Optional;

/**
 * A request as a {@link JournaledAuthorizationServer} decided it: a line of its journal. The tokens
 * are those of a test and stand there in clear.
 *
 * @param number which request, from 1
 * @param request what was asked for: the grant type at the token endpoint, else the endpoint's name
 * @param decision what the server did
 * @param account whose grant it is about
 * @param presented the refresh token, or the token, that was sent
 * @param current the grant's newest refresh token after the decision; absent if it has none
 * @param fault what was done to the answer
 */
@Model
@Naming(Naming.Case.SNAKE)
public record JournalEntry(
    long number,
    String request,
    Decision decision,
    Optional<String> account,
    Optional<String> presented,
    Optional<String> current,
    Optional<Fault.Kind> fault) {
  /** What the server did. */
  @Model
  public enum Decision {
    /** A grant began. */
    LOGGED_IN,
    /** Tokens were issued that no refresh token belongs to. */
    ISSUED,
    /** The refresh token was used up, and a new one issued. */
    ROTATED,
    /** A refresh token that had been used up was sent again: the grant is dead. */
    REUSED,
    /** The token is no longer valid, or never was one. */
    REVOKED,
    /** The question was answered. */
    ANSWERED,
    /** The answer was an OAuth error. */
    REFUSED,
    /** A fault came first: nothing changed. */
    NOT_PROCESSED
  }
}
