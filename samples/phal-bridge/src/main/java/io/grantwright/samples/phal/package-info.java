/**
 * OpenVoiceOS' OAuth broker: {@code bus} brings messages, {@code broker} serves them with the
 * registered apps ({@code app}), the authorizations under way and the tokens ({@code flow}), and QR
 * codes ({@code qr}).
 */
@NullMarked
package io.grantwright.samples.phal;

import org.jspecify.annotations.NullMarked;
