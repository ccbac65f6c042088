package io.grantwright.sdk.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Companions that need each other. */
final class RingTest {
  @Test
  void isReadAndWrittenAllAround() throws Exception {
    String json = "{\"others\":[{\"others\":[{\"others\":[]}]}]}";
    Ring.Left left = Ring_LeftCompanion.INSTANCE.fromJson(json);
    assertThat(Ring_LeftCompanion.INSTANCE.toJson(left)).isEqualTo(json);
  }

  /** Else two threads that begin with one each would wait for each other. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void isInitialisedOneByOne() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+init=info",
                "-cp",
                System.getProperty("java.class.path"),
                LeftAlone.class.getName())
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(log)
        .contains("Initializing 'io/grantwright/sdk/features/Ring_LeftCompanion'")
        .doesNotContain("Initializing 'io/grantwright/sdk/features/Ring_RightCompanion'");
  }

  /** Touches one of two. */
  static final class LeftAlone {
    private LeftAlone() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
      System.out.println(Ring_LeftCompanion.INSTANCE);
    }
  }
}
