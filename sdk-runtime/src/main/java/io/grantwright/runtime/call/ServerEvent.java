package io.grantwright.runtime.call;

import java.util.Optional;

/**
 * One event that a server has sent (WHATWG HTML §9.2).
 *
 * @param type its type; {@code message} if it has none
 * @param id what a later call may begin after, in the header {@code Last-Event-ID}
 * @param data what it is about
 * @param <T> the type of the data
 */
public record ServerEvent<T>(String type, Optional<String> id, T data) {}
