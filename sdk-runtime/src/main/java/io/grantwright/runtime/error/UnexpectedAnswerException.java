package io.grantwright.runtime.error;

import io.grantwright.runtime.secret.SensitiveUri;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer came that the descriptor does not declare: its status or its content type. */
public final class UnexpectedAnswerException extends CallException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Optional<String> redirectTarget;

  private UnexpectedAnswerException(
      ErrorContext context, String message, @Nullable String redirectTarget) {
    super(context, message, null);
    this.redirectTarget = Optional.ofNullable(redirectTarget);
  }

  /**
   * Makes the exception of a status that is not declared.
   *
   * @param context what is known about the call
   * @return the exception
   */
  public static UnexpectedAnswerException ofStatus(ErrorContext context) {
    return new UnexpectedAnswerException(
        context, Sentence.of(context, answered(context), statusAdvice(context)), null);
  }

  /**
   * Makes the exception of a failure that is declared, but whose body is another one.
   *
   * @param context what is known about the call
   * @param problem what does not fit; not a value
   * @return the exception
   */
  public static UnexpectedAnswerException ofFailureBody(ErrorContext context, String problem) {
    return new UnexpectedAnswerException(
        context,
        Sentence.of(
            context,
            answered(context),
            "A failure is declared for it, but the body does not fit: "
                + problem
                + ". Compare its record with what the server sends."),
        null);
  }

  /**
   * Makes the exception of a failure that is declared, but as another content type.
   *
   * @param context what is known about the call
   * @param declared the content type that is declared, as in {@code application/json}
   * @return the exception
   */
  public static UnexpectedAnswerException ofFailureType(ErrorContext context, String declared) {
    return new UnexpectedAnswerException(
        context,
        Sentence.of(
            context,
            answered(context),
            "A failure is declared for it, but as "
                + declared
                + ", and this is "
                + found(context)
                + ": see contentType of @Fails."),
        null);
  }

  /**
   * Makes the exception of a content type that is not declared.
   *
   * @param context what is known about the call
   * @param expected the content type that was expected, as in {@code application/json}
   * @return the exception
   */
  public static UnexpectedAnswerException ofContentType(ErrorContext context, String expected) {
    return ofContentType(
        context, expected, "Check that the address is that of the API and not of a page.");
  }

  /**
   * Makes the exception of a content type that is not declared, and that something can be done
   * about.
   *
   * @param context what is known about the call
   * @param expected the content type that was expected
   * @param advice what to do about it
   * @return the exception
   */
  public static UnexpectedAnswerException ofContentType(
      ErrorContext context, String expected, String advice) {
    return new UnexpectedAnswerException(
        context,
        Sentence.of(
            context,
            answered(context) + ", as " + found(context) + " where " + expected + " was expected",
            advice),
        null);
  }

  /**
   * Makes the exception of a redirect, which is never followed: it would carry credentials to
   * another place.
   *
   * @param context what is known about the call
   * @param location the target, as the server gave it; null if it gave none
   * @return the exception
   */
  public static UnexpectedAnswerException ofRedirect(
      ErrorContext context, @Nullable String location) {
    String target =
        location == null || location.isEmpty() ? null : SensitiveUri.of(location).toString();
    return new UnexpectedAnswerException(
        context,
        Sentence.of(
            context,
            "was redirected with status "
                + context.status()
                + (target == null ? " to no target" : " to " + target),
            "Redirects are not followed. If the target is right, correct the server's URL or the"
                + " path; a missing trailing slash is often all."),
        target);
  }

  /**
   * Makes the exception of an answer that is wrong in another way.
   *
   * @param context what is known about the call
   * @param found what is wrong, as in {@code a body of more than 1048576 bytes}; not a value
   * @return the exception
   */
  public static UnexpectedAnswerException of(ErrorContext context, String found) {
    return new UnexpectedAnswerException(
        context, Sentence.of(context, answered(context) + " and " + found, ""), null);
  }

  /** {@return the target of a redirect without its query, fragment and user information} */
  public Optional<String> redirectTarget() {
    return redirectTarget;
  }

  private static String found(ErrorContext context) {
    return context.contentType().map(Redaction::shown).orElse("no content type");
  }

  private static String answered(ErrorContext context) {
    return "answered with status "
        + context.status()
        + (context.excerpt().isEmpty() ? "" : ": " + context.excerpt());
  }

  private static String statusAdvice(ErrorContext context) {
    int status = context.status();
    if (status == 404 || status == 405) {
      return "Check the server's URL and the path.";
    }
    if (status == 429 || status == 503) {
      return "The server is busy: call again later.";
    }
    if (status >= 400 && status < 500 && context.endpoint().role().isPresent()) {
      return "It has no error of OAuth. If its code has another name than error, declare"
          + " @Renamed(name = \"error\", to = ..., in = ERROR) on its descriptor; if it has none,"
          + " @ErrorCode.";
    }
    return status >= 500
        ? "The server is at fault: call again later, or ask its operators."
        : "The descriptor declares no such answer: bind its status and body with @Status or @Fails.";
  }
}
