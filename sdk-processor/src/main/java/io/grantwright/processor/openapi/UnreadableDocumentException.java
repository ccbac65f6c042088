package io.grantwright.processor.openapi;

/** A document that cannot be read; the message says why, as the end of a sentence. */
public final class UnreadableDocumentException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableDocumentException(String message) {
    super(message);
  }

  UnreadableDocumentException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Why, as the end of a sentence. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
