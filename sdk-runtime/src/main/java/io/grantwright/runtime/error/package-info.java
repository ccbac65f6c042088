/** The one hierarchy of exceptions in which every failed call ends. */
@NullMarked
package io.grantwright.runtime.error;

import org.jspecify.annotations.NullMarked;
