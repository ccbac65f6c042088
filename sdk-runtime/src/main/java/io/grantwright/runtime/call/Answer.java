package io.grantwright.runtime.call;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its status and headers.
 *
 * @param <T> what the body was read into
 */
public final class Answer<T> {
  private final int status;
  private final Headers headers;
  private final @Nullable T body;
  private final String text;

  Answer(int status, Headers headers, @Nullable T body, String text) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.text = text;
  }

  /** {@return the status (RFC 9110 §15)} */
  public int status() {
    return status;
  }

  /** {@return the headers} */
  public Headers headers() {
    return headers;
  }

  /** {@return what the body was read into; null where the endpoint returns nothing} */
  public @Nullable T body() {
    return body;
  }

  /** {@return the body as it came, secrets included} */
  public String text() {
    return text;
  }

  /** {@return the status only} */
  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
