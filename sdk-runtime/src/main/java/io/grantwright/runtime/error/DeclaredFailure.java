package io.grantwright.runtime.error;

/**
 * Makes the exception of a declared failure; the companion of its record does.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface DeclaredFailure<T> {
  /**
   * Makes the exception.
   *
   * @param context what is known about the call
   * @param body the record that the body was read into
   * @return the exception
   */
  DeclaredException exception(ErrorContext context, T body);
}
