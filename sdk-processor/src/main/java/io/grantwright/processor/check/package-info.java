/** The rules that a model must keep, each a pure function to a list of problems. */
@NullMarked
package io.grantwright.processor.check;

import org.jspecify.annotations.NullMarked;
