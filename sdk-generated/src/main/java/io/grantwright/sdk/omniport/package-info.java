/** Omniport, an intranet of universities with its own authorization server. */
@NullMarked
package io.grantwright.sdk.omniport;

import org.jspecify.annotations.NullMarked;
