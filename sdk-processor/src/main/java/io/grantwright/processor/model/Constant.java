package io.grantwright.processor.model;

import io.grantwright.annotations.Constant.Place;

/** A parameter with the same value on every call. */
public record Constant(Place place, String name, String value, Origin origin) {
  /** Whether both are the same parameter; a header is, however its letters are written. */
  public boolean isAlso(Constant other) {
    return place == other.place
        && (place == Place.HEADER ? name.equalsIgnoreCase(other.name) : name.equals(other.name));
  }
}
