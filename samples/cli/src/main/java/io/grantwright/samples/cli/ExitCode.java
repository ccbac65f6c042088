package io.grantwright.samples.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the program ends. Scripts rely on these numbers: none is given another meaning. */
enum ExitCode {
  OK(0, "All went well."),
  NO(1, "The answer is no: a token is not active, or doctor found something that will not work."),
  USAGE(2, "The command line is wrong."),
  CONFIGURATION(3, "A profile, a setting or a secret is missing or wrong."),
  LOGIN_NEEDED(4, "Nobody is logged in, or not any more: log in."),
  REFUSED(5, "The server or the user said no."),
  TRY_AGAIN(6, "No answer, or a busy server: try again later."),
  STORAGE(7, "Tokens or profiles cannot be read or written."),
  PORT(8, "The port for the browser's answer is taken."),
  BUG(70, "A fault of the program."),
  STOPPED(130, "Stopped by Ctrl-C.");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** What scripts read in the error's JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The list in the help. */
  static Map<String, String> list() {
    Map<String, String> list = new LinkedHashMap<>();
    for (ExitCode each : values()) {
      list.put(String.valueOf(each.code), each.meaning);
    }
    return list;
  }
}
