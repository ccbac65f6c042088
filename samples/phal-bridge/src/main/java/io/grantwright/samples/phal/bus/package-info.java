/** The message bus: its messages, and a connection that comes back. */
@NullMarked
package io.grantwright.samples.phal.bus;

import org.jspecify.annotations.NullMarked;
