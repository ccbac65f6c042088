/** From the model to the text of source files, pages and documents. */
@NullMarked
package io.grantwright.processor.render;

import org.jspecify.annotations.NullMarked;
