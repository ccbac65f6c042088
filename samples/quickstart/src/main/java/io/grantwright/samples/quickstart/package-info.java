/** From nothing to tokens against a real authorization server, in one program. */
@NullMarked
package io.grantwright.samples.quickstart;

import org.jspecify.annotations.NullMarked;
