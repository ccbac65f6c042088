/** GitHub. */
@NullMarked
package io.grantwright.sdk.github;

import org.jspecify.annotations.NullMarked;
