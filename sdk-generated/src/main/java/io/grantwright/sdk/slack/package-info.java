/** Slack. */
@NullMarked
package io.grantwright.sdk.slack;

import org.jspecify.annotations.NullMarked;
