/** Where a descriptor and its provider's document disagree. */
@NullMarked
package io.grantwright.processor.drift;

import org.jspecify.annotations.NullMarked;
