/** QR codes, as files and on a terminal. */
@NullMarked
package io.grantwright.samples.phal.qr;

import org.jspecify.annotations.NullMarked;
