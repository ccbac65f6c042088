package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import io.grantwright.runtime.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An address that is told what happens.
 *
 * @param id its number
 * @param target the address
 * @param events what it is told of
 */
@Model
public record Hook(long id, URI target, List<String> events) {
  /**
   * A new one.
   *
   * @param target the address
   * @param events what it is told of
   * @param secret what the messages are signed with
   */
  @Model(request = true)
  public record New(URI target, List<String> events, Optional<Secret> secret) {}
}
