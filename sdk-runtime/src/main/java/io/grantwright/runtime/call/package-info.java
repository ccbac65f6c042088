/** The pipeline that every call of a generated client goes through. */
@NullMarked
package io.grantwright.runtime.call;

import org.jspecify.annotations.NullMarked;
