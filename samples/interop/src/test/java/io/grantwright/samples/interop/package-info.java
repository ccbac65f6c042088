/** The same flows, written once, against real servers of different makers. */
@NullMarked
package io.grantwright.samples.interop;

import org.jspecify.annotations.NullMarked;
