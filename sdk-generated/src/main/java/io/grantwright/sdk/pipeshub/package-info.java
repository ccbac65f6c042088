/**
 * PipesHub's OAuth provider: its endpoints and their messages, as its page documents them and its
 * server speaks them.
 */
@NullMarked
package io.grantwright.sdk.pipeshub;

import org.jspecify.annotations.NullMarked;
