@NullMarked
package io.grantwright.samples.forge;

import org.jspecify.annotations.NullMarked;
