/** What an application registered at authorization servers, entered at start or later. */
@NullMarked
package io.grantwright.runtime.credentials;

import org.jspecify.annotations.NullMarked;
