package io.grantwright.samples.phal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where QR codes may be drawn.
 *
 * @param out the terminal
 * @param charset what it can show
 * @param colours whether it shows colours, and the user wants them
 */
public record Terminal(PrintStream out, Charset charset, boolean colours) {

  /** The terminal of this process, if it has one; services have no {@code TERM}. */
  static Terminal real(PrintStream out, Map<String, String> environment) {
    boolean colours =
        !List.of("", "dumb").contains(environment.getOrDefault("TERM", ""))
            && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, shown(), colours);
  }

  /** JDKs differ in the name of the property, and JDK 17 may have none. */
  private static Charset shown() {
    for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return StandardCharsets.US_ASCII;
  }
}
