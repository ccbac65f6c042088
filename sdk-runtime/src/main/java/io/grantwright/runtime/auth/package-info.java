/** The mechanisms by which a client authenticates itself. */
@NullMarked
package io.grantwright.runtime.auth;

import org.jspecify.annotations.NullMarked;
