/** A provider's OpenAPI document, as far as a descriptor can be held against it. */
@NullMarked
package io.grantwright.processor.openapi;

import org.jspecify.annotations.NullMarked;
