/** Places to keep the tokens of sessions. */
@NullMarked
package io.grantwright.runtime.store;

import org.jspecify.annotations.NullMarked;
