/** OAuth node, an OpenID provider on node-oidc-provider. */
@NullMarked
package io.grantwright.sdk.oauthnode;

import org.jspecify.annotations.NullMarked;
