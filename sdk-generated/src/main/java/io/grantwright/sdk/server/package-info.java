/** Any authorization server that keeps to the standards. */
@NullMarked
package io.grantwright.sdk.server;

import org.jspecify.annotations.NullMarked;
