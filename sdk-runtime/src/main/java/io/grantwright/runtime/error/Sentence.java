package io.grantwright.runtime.error;

import java.util.regex.Pattern;

/** Puts the messages of the hierarchy together, so that they read alike. */
final class Sentence {
  /** As long as a token, and the one text of an answer that operators ask for (RFC 9562 §4). */
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-?\\p{XDigit}{4}){3}-?\\p{XDigit}{12}");

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
      String id = context.requestId().get();
      message.append(UUID.matcher(id).matches() ? id : Redaction.shown(id));
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
