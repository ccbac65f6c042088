/** Google. */
@NullMarked
package io.grantwright.sdk.google;

import org.jspecify.annotations.NullMarked;
