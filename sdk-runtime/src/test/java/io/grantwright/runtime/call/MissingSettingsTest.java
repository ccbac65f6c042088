package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.annotations.Get;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting that is null is refused where it is set, and not by some call much later. */
final class MissingSettingsTest {
  @SdkClient(server = "https://notes.example.com")
  interface Notes {
    @Get("notes")
    void find();
  }

  @ParameterizedTest
  @MethodSource
  void areRefusedByTheBuilder(
      String name, Consumer<MissingSettingsTest_NotesClient.Builder> setting) {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> setting.accept(MissingSettingsTest_NotesClient.builder()))
        .withMessage(name);
  }

  static Stream<Arguments> areRefusedByTheBuilder() {
    return Stream.of(
        client("retrofit", builder -> builder.retrofit(absent())),
        client("client", builder -> builder.httpClient(MissingSettingsTest.<OkHttpClient>absent())),
        client("factory", builder -> builder.callFactory(absent())),
        client("authentication", builder -> builder.clientAuthentication(absent())),
        client("token", builder -> builder.bearer(MissingSettingsTest.<Secret>absent())),
        client("tokens", builder -> builder.bearer(MissingSettingsTest.<Supplier<Secret>>absent())),
        client("tokens", builder -> builder.bearer(MissingSettingsTest.<BearerTokens>absent())),
        client("config", builder -> builder.retry(MissingSettingsTest.<RetryConfig>absent())),
        client("hooks", builder -> builder.hooks(absent())),
        client("endpoint", builder -> builder.endpoint(absent(), CallOptions.NONE)),
        client(
            "options",
            builder -> builder.endpoint(MissingSettingsTest_NotesClient.Endpoints.FIND, absent())),
        client("clock", builder -> builder.clock(absent())),
        client("random", builder -> builder.random(absent())),
        client("scheduler", builder -> builder.scheduler(absent())),
        client("role", builder -> builder.address(absent(), "token")),
        client("address", builder -> builder.address(Role.TOKEN, absent())),
        client("addresses", builder -> builder.addresses(absent())));
  }

  @ParameterizedTest
  @MethodSource
  void areRefusedByTheOptions(String name, Consumer<CallOptions.Builder> setting) {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> setting.accept(CallOptions.builder()))
        .withMessage(name);
  }

  static Stream<Arguments> areRefusedByTheOptions() {
    return Stream.of(
        options("config", builder -> builder.retry(MissingSettingsTest.<RetryConfig>absent())),
        options("url", builder -> builder.serverUrl(absent())),
        options("token", builder -> builder.bearer(MissingSettingsTest.<Secret>absent())),
        options("tokens", builder -> builder.bearer(MissingSettingsTest.<BearerTokens>absent())),
        options("cancellation", builder -> builder.cancellation(absent())));
  }

  private static Arguments client(
      String name, Consumer<MissingSettingsTest_NotesClient.Builder> setting) {
    return Arguments.of(name, setting);
  }

  private static Arguments options(String name, Consumer<CallOptions.Builder> setting) {
    return Arguments.of(name, setting);
  }

  /** What callers without a check of nullness give. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T absent() {
    return null;
  }
}
