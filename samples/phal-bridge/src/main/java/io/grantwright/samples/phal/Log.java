package io.grantwright.samples.phal;

import java.io.PrintStream;

/** Where the bridge says what happens, a sentence at a time, for whoever runs it. */
@FunctionalInterface
public interface Log {
  int LONGEST_LINE = 1_000;

  /** Says something; no secrets, no tokens, no addresses with a query. */
  void say(String sentence);

  /** A log on which skills and servers can neither forge lines nor fill the disk with one. */
  static Log lines(PrintStream out) {
    return sentence -> {
      String line = sentence.replaceAll("\\p{Cntrl}+", " ");
      out.println(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
    };
  }
}
