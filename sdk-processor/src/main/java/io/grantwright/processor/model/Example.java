package io.grantwright.processor.model;

/** A value that a parameter or component could have, as text. */
public record Example(String text, Origin origin) {}
