/** Descriptors of providers and the records of their messages; javac writes the clients. */
@NullMarked
package io.grantwright.sdk;

import org.jspecify.annotations.NullMarked;
