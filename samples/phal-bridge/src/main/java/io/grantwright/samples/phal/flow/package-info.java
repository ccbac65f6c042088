/** From an app to tokens: the provider's client, authorizations under way, sessions. */
@NullMarked
package io.grantwright.samples.phal.flow;

import org.jspecify.annotations.NullMarked;
