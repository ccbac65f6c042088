package io.grantwright.sdk.budget;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallHooks;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.pipeshub.GrantType;
import io.grantwright.sdk.pipeshub.PipesHubOAuthClient;
import io.grantwright.sdk.pipeshub.TokenRequest;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * How many classes a new JVM has loaded when its first token call is answered, beside hand-written
 * OkHttp: what a first call costs is for the most part this.
 */
final class ClassesLoadedTest {
  private static final double BUDGET = 1.2;

  @Test
  void theFirstAnswerNeedsFewMoreClassesThanHandWrittenOkHttp() throws Exception {
    try (CannedServer server = new CannedServer()) {
      int floor = classesLoadedBy("floor", server.url());
      int sdk = classesLoadedBy("sdk", server.url());
      double ratio = (double) sdk / floor;
      System.out.printf(
          "Classes loaded up to the first answer: %d, hand-written OkHttp %d, ratio %.3f%n",
          sdk, floor, ratio);
      assertThat(ratio).isLessThan(BUDGET);
    }
  }

  private static int classesLoadedBy(String way, HttpUrl server) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    withoutLogging(System.getProperty("java.class.path")),
                    FirstCall.class.getName(),
                    way,
                    server.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).as("exit status of %s", way).isZero();
    // The JVM may have warned before.
    return Integer.parseInt(out.lines().reduce("", (before, line) -> line).strip());
  }

  /** A user may log with anything or nothing: logging is no part of the measure. */
  private static String withoutLogging(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.contains("logback"))
        .collect(joining(File.pathSeparator));
  }

  /** One token call in a JVM of its own. */
  static final class FirstCall {
    private FirstCall() {}

    /** Calls once and prints the number of classes. */
    public static void main(String[] arguments) throws IOException {
      HttpUrl server = HttpUrl.get(arguments[1]);
      if (arguments[0].equals("floor")) {
        new HandWrittenOkHttp(new OkHttpClient(), server, "conf", "s3cret")
            .clientCredentials("kb:read");
      } else {
        PipesHubOAuthClient.builder()
            .serverUrl(server.toString())
            .clientAuthentication(ClientAuthentication.basic("conf", Secret.of("s3cret")).raw())
            .retry(RetryConfig.DEFAULT)
            .hooks(new CallHooks() {})
            .build()
            .exchangeToken(
                TokenRequest.builder()
                    .grantType(GrantType.CLIENT_CREDENTIALS)
                    .scope("kb:read")
                    .build());
      }
      System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
      Runtime.getRuntime().halt(0);
    }
  }
}
