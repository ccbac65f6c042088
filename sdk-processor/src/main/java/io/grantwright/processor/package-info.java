/** The annotation processor: it wires reading, checking, rendering and emitting. */
@NullMarked
package io.grantwright.processor;

import org.jspecify.annotations.NullMarked;
