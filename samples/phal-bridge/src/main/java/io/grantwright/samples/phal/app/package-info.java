/** What skills register: apps, their endpoints and their credentials. */
@NullMarked
package io.grantwright.samples.phal.app;

import org.jspecify.annotations.NullMarked;
