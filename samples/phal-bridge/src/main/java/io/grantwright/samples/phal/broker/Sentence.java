package io.grantwright.samples.phal.broker;

import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationException;
import java.io.IOException;

/** Says what went wrong, to skills and to people. The SDK's messages hold no secrets. */
final class Sentence {
  private Sentence() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof JsonDataException) {
      return "the message does not fit: " + message;
    }
    if (failure instanceof IOException) {
      return "it cannot be stored: " + failure.getClass().getSimpleName() + ": " + message;
    }
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** The code of the error where OAuth has one. */
  static String code(Throwable failure) {
    if (failure instanceof AuthorizationException.Denied denied) {
      return denied.error();
    }
    if (failure instanceof OAuthException refused) {
      return refused.error().error().text();
    }
    return "failed";
  }
}
