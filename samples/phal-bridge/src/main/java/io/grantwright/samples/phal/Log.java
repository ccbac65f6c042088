package io.grantwright.samples.phal;

/** Where the bridge says what happens, a sentence at a time, for whoever runs it. */
@FunctionalInterface
public interface Log {
  /** Says something; no secrets, no tokens, no addresses with a query. */
  void say(String sentence);

  /** A log on which skills, servers and their control characters cannot forge lines. */
  static Log lines(java.io.PrintStream out) {
    return sentence -> out.println(sentence.replaceAll("\\p{Cntrl}+", " "));
  }
}
