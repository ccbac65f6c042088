/** Values that must not leak into logs, messages or memory dumps longer than needed. */
@NullMarked
package io.grantwright.runtime.secret;

import org.jspecify.annotations.NullMarked;
