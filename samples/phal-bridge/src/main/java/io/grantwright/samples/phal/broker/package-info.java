/** Serves what skills and the shell ask for. */
@NullMarked
package io.grantwright.samples.phal.broker;

import org.jspecify.annotations.NullMarked;
