package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.Maybe;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody with an account.
 *
 * @param login the name of the account
 * @param displayName what others see
 * @param about what they say of themselves
 * @param picture their picture
 * @param joinedAt since when they have been here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Person(
    String login,
    Optional<String> displayName,
    Optional<String> about,
    Optional<URI> picture,
    Instant joinedAt) {

  /**
   * What is to change of one's own account.
   *
   * @param displayName what others see; null removes it
   * @param about what they say of themselves; null removes it
   */
  @Model(request = true)
  @Naming(Naming.Case.SNAKE)
  public record Changes(Maybe<String> displayName, Maybe<String> about) {}

  /**
   * A public key.
   *
   * @param id its number
   * @param title what it is for
   * @param key the key, as OpenSSH writes it
   */
  @Model
  public record Key(long id, String title, String key) {}

  /**
   * What a person may do.
   *
   * @param person the person
   * @param may what they may do
   */
  @Model
  public record Member(Person person, List<String> may) {}
}
