package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.runtime.secret.SensitiveUri;

/**
 * Where the user goes after their decision.
 *
 * @param redirectUri the client's redirect URI with a code or an error; its member is named one way
 *     by servers and another by the page, and either is read
 */
@Model
public record ConsentOutcome(
    @Name(value = "redirectUrl", aliases = "redirect_uri") SensitiveUri redirectUri) {}
