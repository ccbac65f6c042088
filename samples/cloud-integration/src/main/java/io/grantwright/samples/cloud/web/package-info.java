/** A small web server for pages with forms: what every page needs, and nothing of what is on it. */
@NullMarked
package io.grantwright.samples.cloud.web;

import org.jspecify.annotations.NullMarked;
