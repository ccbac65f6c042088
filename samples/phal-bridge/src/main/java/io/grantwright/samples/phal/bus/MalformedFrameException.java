package io.grantwright.samples.phal.bus;

import java.io.IOException;

/** A frame that is no message; nobody knows whom to answer. */
@SuppressWarnings("serial") // Not meant to travel.
public final class MalformedFrameException extends IOException {
  MalformedFrameException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
