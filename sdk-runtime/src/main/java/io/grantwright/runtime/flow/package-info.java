/** What an application does in several steps: authorize in a browser, authorize a device. */
@NullMarked
package io.grantwright.runtime.flow;

import org.jspecify.annotations.NullMarked;
