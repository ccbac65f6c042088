/** Home Assistant as an authorization server. */
@NullMarked
package io.grantwright.sdk.homeassistant;

import org.jspecify.annotations.NullMarked;
