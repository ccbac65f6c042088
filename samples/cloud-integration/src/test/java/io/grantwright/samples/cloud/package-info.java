@NullMarked
package io.grantwright.samples.cloud;

import org.jspecify.annotations.NullMarked;
