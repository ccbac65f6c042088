package io.grantwright.sdk.features;

import io.grantwright.annotations.Capability;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Put;

/**
 * What can be done with anything that has an identifier.
 *
 * @param <T> the thing
 * @param <I> its identifier
 */
@Capability
public interface Crud<T, I> {
  /**
   * Reads one.
   *
   * @param id which one
   * @return the thing
   */
  @Get("{version}/things/{id}")
  T get(@Path I id);

  /**
   * Replaces one.
   *
   * @param id which one
   * @param thing what it is from now on
   */
  @Put("{version}/things/{id}")
  @JsonBody
  void put(@Path I id, T thing);
}
