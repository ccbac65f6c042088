package io.grantwright.testkit;

import io.grantwright.annotations.Model;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link JournaledAuthorizationServer} does to a request instead of answering it as it
 * should.
 *
 * @param kind what arrives in place of the answer
 * @param status the status, where an answer arrives
 * @param retryAfter the header {@code Retry-After}
 * @param processed whether the request takes effect all the same
 */
public record Fault(Kind kind, int status, Optional<String> retryAfter, boolean processed) {
  /** What arrives in place of an answer. */
  @Model
  public enum Kind {
    /** Nothing: the connection is closed. */
    DROP,
    /** A status, with no body. */
    STATUS,
    /** A page for people. */
    HTML,
    /** The first half of the right answer, under the length of the whole. */
    TRUNCATE
  }

  /**
   * Closes the connection.
   *
   * @return the fault, before the request takes effect
   */
  public static Fault drop() {
    return new Fault(Kind.DROP, 0, Optional.empty(), false);
  }

  /**
   * Answers with a status and no body.
   *
   * @param status the status
   * @return the fault, before the request takes effect
   */
  public static Fault status(int status) {
    return new Fault(Kind.STATUS, status, Optional.empty(), false);
  }

  /**
   * Answers with a page for people, as proxies do.
   *
   * @param status the status
   * @return the fault, before the request takes effect
   */
  public static Fault html(int status) {
    return new Fault(Kind.HTML, status, Optional.empty(), false);
  }

  /**
   * Processes the request and breaks off within the answer.
   *
   * @return the fault
   */
  public static Fault truncate() {
    return new Fault(Kind.TRUNCATE, 200, Optional.empty(), true);
  }

  /**
   * Sends {@code Retry-After} along.
   *
   * @param value seconds or a date
   * @return the fault with it
   */
  public Fault retryAfter(String value) {
    return new Fault(kind, status, Optional.of(value), processed);
  }

  /**
   * Lets the request take effect first.
   *
   * @return the same fault, after it
   */
  public Fault afterProcessing() {
    return new Fault(kind, status, retryAfter, true);
  }

  /** Reads the form by which another process asks for a fault. */
  static Fault of(Map<String, String> form) {
    return new Fault(
        Kind.valueOf(form.getOrDefault("kind", "")),
        Integer.parseInt(form.getOrDefault("status", "0")),
        Optional.ofNullable(form.get("retry_after")),
        Boolean.parseBoolean(form.getOrDefault("processed", "false")));
  }
}
