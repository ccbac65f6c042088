package io.grantwright.processor.model;

import io.grantwright.annotations.Constant.Place;

/** A parameter with the same value on every call. */
public record Constant(Place place, String name, String value, Origin origin) {}
