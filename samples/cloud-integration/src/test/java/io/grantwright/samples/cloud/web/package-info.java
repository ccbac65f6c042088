@NullMarked
package io.grantwright.samples.cloud.web;

import org.jspecify.annotations.NullMarked;
