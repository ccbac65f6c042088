/** Reading and writing JSON, with the adapters that were generated. */
@NullMarked
package io.grantwright.runtime.json;

import org.jspecify.annotations.NullMarked;
