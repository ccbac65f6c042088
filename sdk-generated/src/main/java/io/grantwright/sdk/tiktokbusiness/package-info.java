/** TikTok API for Business. */
@NullMarked
package io.grantwright.sdk.tiktokbusiness;

import org.jspecify.annotations.NullMarked;
