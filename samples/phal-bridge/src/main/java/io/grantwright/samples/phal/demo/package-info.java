/** A bus, a server, a skill and a person, all in one process; no part of the program. */
@NullMarked
package io.grantwright.samples.phal.demo;

import org.jspecify.annotations.NullMarked;
