/** "Log in with X" for a device hub: what Home Assistant's integration template promises. */
@NullMarked
package io.grantwright.samples.cloud;

import org.jspecify.annotations.NullMarked;
