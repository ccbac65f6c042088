/** OAuth from a terminal: a class for each command, and what they share. */
@NullMarked
package io.grantwright.samples.cli;

import org.jspecify.annotations.NullMarked;
