package io.grantwright.samples.phal;

/** A request that cannot be served; its sentence is the answer. */
@SuppressWarnings("serial") // Not meant to travel.
public final class Refusal extends RuntimeException {
  public Refusal(String sentence) {
    super(sentence);
  }

  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
