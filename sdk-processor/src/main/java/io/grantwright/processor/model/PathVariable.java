package io.grantwright.processor.model;

/** A part of the path that the client's builder sets, with its default. */
public record PathVariable(String name, String value, Origin origin) {}
