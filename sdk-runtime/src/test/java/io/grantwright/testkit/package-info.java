/** What tests of the SDK and of its users share; published with the classifier {@code testkit}. */
@NullMarked
package io.grantwright.testkit;

import org.jspecify.annotations.NullMarked;
