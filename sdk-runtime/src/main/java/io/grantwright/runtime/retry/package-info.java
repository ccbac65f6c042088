/** Which calls may be sent again, how often and when. */
@NullMarked
package io.grantwright.runtime.retry;

import org.jspecify.annotations.NullMarked;
