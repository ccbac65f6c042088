/** Writes what was rendered through the filer, each file with its one originating element. */
@NullMarked
package io.grantwright.processor.emit;

import org.jspecify.annotations.NullMarked;
