/** From javac's elements to the model; no other package interprets {@code javax.lang.model}. */
@NullMarked
package io.grantwright.processor.read;

import org.jspecify.annotations.NullMarked;
