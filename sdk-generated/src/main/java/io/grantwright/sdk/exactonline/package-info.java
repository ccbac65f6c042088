/** Exact Online. */
@NullMarked
package io.grantwright.sdk.exactonline;

import org.jspecify.annotations.NullMarked;
