package io.grantwright.processor.model;

/**
 * A class for tests that stands in for a client.
 *
 * @param type the class to write
 * @param descriptor what it implements
 * @param compiledHere whether the descriptor is in source form; a class file has been checked when
 *     it was written, and may have lost names since
 */
public record Fake(
    ClassRef type, Visibility visibility, Descriptor descriptor, boolean compiledHere) {}
