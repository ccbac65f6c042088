/** The vocabulary in which a descriptor describes a provider's endpoints. */
package io.grantwright.annotations;
