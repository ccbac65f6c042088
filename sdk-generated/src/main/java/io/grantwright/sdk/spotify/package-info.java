/** Spotify. */
@NullMarked
package io.grantwright.sdk.spotify;

import org.jspecify.annotations.NullMarked;
