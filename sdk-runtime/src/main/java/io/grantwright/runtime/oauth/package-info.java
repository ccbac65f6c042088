/** The messages of OAuth, its metadata, and the grants that a provider can be capable of. */
@NullMarked
package io.grantwright.runtime.oauth;

import org.jspecify.annotations.NullMarked;
