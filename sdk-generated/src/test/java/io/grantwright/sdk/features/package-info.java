/** A descriptor with everything that descriptors can say, its records, and what became of them. */
@NullMarked
package io.grantwright.sdk.features;

import org.jspecify.annotations.NullMarked;
