/**
 * The vocabulary of descriptors: what an HTTP API looks like, said once, on interfaces and records.
 *
 * <p>Every annotation is kept in class files and none at run time: they are read by the processor
 * alone.
 */
package io.grantwright.annotations;
