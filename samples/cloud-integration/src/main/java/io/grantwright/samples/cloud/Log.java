package io.grantwright.samples.cloud;

import java.io.PrintStream;

/** Where the hub says what happens, a sentence at a time, for whoever runs it. */
@FunctionalInterface
interface Log {
  /** Says something; no secrets, no tokens, no addresses with a query. */
  void say(String sentence);

  /** A log on which providers, users and their control characters cannot forge lines. */
  static Log lines(PrintStream out) {
    return sentence -> out.println(sentence.replaceAll("\\p{Cntrl}+", " "));
  }
}
