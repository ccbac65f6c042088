/** Sessions: an access token that is valid now, or one typed reason why there is none. */
@NullMarked
package io.grantwright.runtime.session;

import org.jspecify.annotations.NullMarked;
