/**
 * The contract of a descriptor: what callers and servers may rely on, as sorted text, and what a
 * change of it breaks. Pure: it knows the model, and neither javac nor files.
 */
@NullMarked
package io.grantwright.processor.contract;

import org.jspecify.annotations.NullMarked;
