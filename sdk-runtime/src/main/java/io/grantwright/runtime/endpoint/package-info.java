/** What a generated client knows of an endpoint, and the options of a call. */
@NullMarked
package io.grantwright.runtime.endpoint;

import org.jspecify.annotations.NullMarked;
