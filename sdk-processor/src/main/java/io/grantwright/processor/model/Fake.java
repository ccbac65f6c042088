package io.grantwright.processor.model;

/**
 * A class for tests that stands in for a client.
 *
 * @param type the class to write
 * @param descriptor what it implements
 */
public record Fake(ClassRef type, Visibility visibility, Descriptor descriptor) {}
