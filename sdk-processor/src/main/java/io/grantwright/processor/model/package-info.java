/** What a descriptor says, as records that know nothing of javac. */
@NullMarked
package io.grantwright.processor.model;

import org.jspecify.annotations.NullMarked;
