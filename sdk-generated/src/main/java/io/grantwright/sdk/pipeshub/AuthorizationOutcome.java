package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Header;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Status;
import io.grantwright.runtime.secret.SensitiveUri;
import java.util.List;
import java.util.Optional;

/**
 * What the server says to an authorization request. It never says a code: that takes the user's
 * decision.
 */
public sealed interface AuthorizationOutcome {

  /**
   * The user is to go elsewhere: to the consent page, which asks them to log in first. The query of
   * the request comes along.
   *
   * @param location where to
   */
  @Model
  @Status(302)
  record Redirected(@Header("Location") SensitiveUri location) implements AuthorizationOutcome {}

  /**
   * The answer to a request with the user's bearer token: the consent to ask for, or where to send
   * the user with an error.
   *
   * @param requiresConsent whether the user is to be asked
   * @param consentData what to show them
   * @param redirectUri the client's redirect URI with an error
   * @param codeChallenge the PKCE challenge to submit with the decision
   * @param codeChallengeMethod how the challenge was made
   */
  @Model
  @Status(200)
  record Answered(
      Optional<Boolean> requiresConsent,
      Optional<ConsentData> consentData,
      @Name(value = "redirectUrl", aliases = "redirect_uri") Optional<SensitiveUri> redirectUri,
      Optional<String> codeChallenge,
      Optional<CodeChallengeMethod> codeChallengeMethod)
      implements AuthorizationOutcome {}

  /**
   * What a consent page shows.
   *
   * @param app the client
   * @param scopes what it asks for
   * @param user who is asked
   * @param redirectUri where the user is sent back to
   * @param state the state of the request
   */
  @Model
  record ConsentData(
      App app, List<RequestedScope> scopes, User user, String redirectUri, String state) {}

  /**
   * A client as users know it.
   *
   * @param name its name
   * @param description what it does
   * @param logoUrl its picture
   * @param homepageUrl its page
   * @param privacyPolicyUrl its privacy policy
   */
  @Model
  record App(
      Optional<String> name,
      Optional<String> description,
      Optional<String> logoUrl,
      Optional<String> homepageUrl,
      Optional<String> privacyPolicyUrl) {}

  /**
   * A scope as users know it.
   *
   * @param name its name
   * @param description what it allows
   * @param category where it belongs
   */
  @Model
  record RequestedScope(String name, Optional<String> description, Optional<String> category) {}

  /**
   * The user who is asked.
   *
   * @param email the address
   * @param name the name
   */
  @Model
  record User(String email, Optional<String> name) {}
}
