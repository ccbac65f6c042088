package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line. */
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(UTF_8))
        .startsWith("Usage: cloud-integration")
        .contains("--api=URL", "by default\n", "127.0.0.1", "8124")
        .contains("Exit codes:\n  0   It was ended, by Ctrl-C or systemd.")
        .doesNotContain("null");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port 0                                         | --api is missing. To see it all at once, use --demo.
          --api nowhere                                    | --api is an address with https, such as https://cloud.example/api.
          --api http://cloud.example/api                   | --api is an address with https, such as https://cloud.example/api.
          --api https://a.example --revocation http://b.ex | --revocation is an address with https, such as https://cloud.example/api.
          --api https://a.example --port 65536             | --port is between 0 and 65535, not 65536.
          --api https://a.example --port x                 | Invalid value for option '--port': 'x' is not an int
          --api https://a.example --bind 0.0.0.0           | With --bind 0.0.0.0, say with --public-url how browsers reach it.
          --api https://a.example --public-url http://b.ex | --public-url is an address with https, such as https://cloud.example/api.
          --api https://a.example --public-url https://b.example/hub | --public-url has no path: the page needs a host of its own.
          --nothing                                        | Unknown option: '--nothing'
          """)
  void saysWhatIsWrongWithTheCommandLine(String arguments, String sentence) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString(UTF_8)).isEqualTo(sentence + " See --help.\n");
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int status =
          run(
              "--api",
              "https://cloud.example/api",
              "--directory",
              directory.resolve("state").toString(),
              "--port",
              String.valueOf(taken.getLocalPort()));

      assertThat(status).isEqualTo(1);
      assertThat(err.toString(UTF_8))
          .isEqualTo(
              "The hub cannot run. Cannot listen on port %d of 127.0.0.1: Address already in use. Choose another one with --port, or 0 for any.\n"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void saysThatTheDirectoryCannotBeUsed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    int status =
        run("--api", "https://cloud.example/api", "--directory", file.toString(), "--port", "0");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("The hub cannot run. ").contains(file.toString());
  }

  @Test
  void saysThatTheKeyIsNone() throws Exception {
    Path state = Files.createDirectory(directory.resolve("state"));
    Files.writeString(state.resolve("key"), "short");

    int status =
        run("--api", "https://cloud.example/api", "--directory", state.toString(), "--port", "0");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "The hub cannot run. %s is no key: it has 5 bytes, not 32. Delete it; logins under way start again.\n"
                .formatted(state.resolve("key")));
  }

  private int run(String... arguments) {
    return Main.run(print(out), print(err), arguments);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
