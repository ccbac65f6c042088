package io.grantwright.samples.cli;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.call.CallHooks;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks: results on the standard output, as lines or as one JSON object each, and
 * everything else beside it. Texts of servers cannot steer the terminal.
 */
final class Screen {
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean colours;
  private final boolean json;
  private final CallHooks hooks;

  Screen(Machine machine, boolean json, boolean verbose) {
    this.out = machine.out();
    this.err = machine.err();
    this.colours = machine.colours();
    this.json = json;
    this.hooks = verbose ? new Trace(this) : new CallHooks() {};
  }

  /** The ways to set something off from the rest. */
  enum Style {
    BOLD("1"),
    GOOD("32"),
    CAREFUL("33"),
    BAD("31");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  boolean isJson() {
    return json;
  }

  /** What sees the calls of a command. */
  CallHooks hooks() {
    return hooks;
  }

  /** Shows a result. */
  void show(Report report) {
    if (json) {
      out.println(json(report.json()));
    } else {
      show(report, out);
    }
    out.flush();
  }

  /**
   * Shows a result with a token that the user wants to see: for people and pipes, the token alone
   * is on the standard output.
   */
  void show(Report report, Secret token) {
    if (json) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(report.json());
      all.put("access_token", token.reveal());
      out.println(json(all));
    } else {
      show(report, err);
      out.println(clean(token.reveal()));
    }
    out.flush();
  }

  /** Tells the user something that is no result. */
  void say(String text) {
    err.println(json ? json(Map.of("note", text)) : clean(text));
    err.flush();
  }

  void fail(Failure failure) {
    if (json) {
      Map<String, @Nullable Object> error = new LinkedHashMap<>();
      error.put("error", failure.exitCode().word());
      error.put("exit_code", failure.exitCode().code());
      error.put("message", failure.sentence());
      err.println(json(error));
    } else {
      err.println(styled(Style.BAD, "grantwright: ") + clean(failure.sentence()));
    }
    err.flush();
  }

  String styled(Style style, String text) {
    return colours ? "\u001b[" + style.code + "m" + text + RESET : text;
  }

  private void show(Report report, PrintStream stream) {
    stream.println(styled(Style.BOLD, clean(report.title())));
    int width = report.lines().stream().mapToInt(line -> line.label().length()).max().orElse(0);
    for (Report.Line line : report.lines()) {
      String label = clean(line.label());
      stream.println(
          "  "
              + line.level().map(level -> mark(level) + "  ").orElse("")
              + label
              + " ".repeat(width - label.length() + 2)
              + clean(line.text()));
    }
    stream.flush();
  }

  /** A word and not a sign: what has no colours may have no signs either. */
  private String mark(Finding.Level level) {
    String word =
        switch (level) {
          case FINE -> "ok   ";
          case CAREFUL -> "note ";
          case WRONG -> "WRONG";
        };
    return styled(level.style(), word);
  }

  /** A terminal obeys control characters, and marks of direction turn a text around. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ");
  }

  private static String json(Map<String, @Nullable Object> members) {
    Buffer buffer = new Buffer();
    JsonAdapter<Object> any = Adapters.ANY;
    try {
      any.toJson(JsonWriter.of(buffer), members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.readUtf8();
  }
}
