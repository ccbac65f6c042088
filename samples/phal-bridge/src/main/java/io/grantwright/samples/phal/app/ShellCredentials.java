package io.grantwright.samples.phal.app;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * {@code ovos.shell.oauth.register.credentials}: the user has typed in what the provider gave.
 *
 * @param skillId the skill
 * @param appId one of its apps
 * @param clientId the client
 * @param clientSecret its secret; a client without one is a public client
 */
@Model
@Naming(Naming.Case.SNAKE)
public record ShellCredentials(
    String skillId, String appId, String clientId, Optional<Secret> clientSecret) {

  public ShellCredentials {
    clientId = clientId.strip();
    Limits.text("client_id", clientId, Limits.LONGEST_FIELD);
    clientSecret.ifPresent(
        secret -> Limits.atMost("client_secret", secret.reveal(), Limits.LONGEST_FIELD));
  }

  public AppName name() {
    return new AppName(skillId, appId);
  }
}
