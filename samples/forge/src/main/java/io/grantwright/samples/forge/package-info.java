/** A resource API of some size: a forge, where people keep repositories and talk about changes. */
@NullMarked
package io.grantwright.samples.forge;

import org.jspecify.annotations.NullMarked;
