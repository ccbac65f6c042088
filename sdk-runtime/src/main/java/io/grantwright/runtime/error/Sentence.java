package io.grantwright.runtime.error;

/** Puts the messages of the hierarchy together, so that they read alike. */
final class Sentence {
  private Sentence() {}

  /**
   * As in "Notes.exchangeToken failed with status 400: redirect mismatch (request id 7, 2
   * attempts). Correct the redirect URI."
   */
  static String of(ErrorContext context, String whatHappened, String whatToDo) {
    StringBuilder message = new StringBuilder(160);
    message.append(context.endpoint()).append(' ').append(whatHappened);
    String separator = " (";
    if (context.requestId().isPresent()) {
      message.append(separator).append("request id ");
      message.append(Redaction.shown(context.requestId().get()));
      separator = ", ";
    }
    if (context.attempts() > 1) {
      message.append(separator).append(context.attempts()).append(" attempts");
      separator = ", ";
    }
    if (context.retryAfter().isPresent()) {
      message.append(separator).append("come back in ");
      message.append(context.retryAfter().get().toSeconds()).append(" s");
      separator = ", ";
    }
    if (separator.equals(", ")) {
      message.append(')');
    }
    message.append('.');
    if (!whatToDo.isEmpty()) {
      message.append(' ').append(whatToDo);
    }
    return message.toString();
  }
}
