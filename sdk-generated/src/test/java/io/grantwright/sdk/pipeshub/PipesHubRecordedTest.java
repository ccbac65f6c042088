package io.grantwright.sdk.pipeshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.squareup.moshi.JsonAdapter;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What PipesHub's server answered, given again: the exact request, and what a caller gets. */
final class PipesHubRecordedTest {

  @Test
  void readsEveryRecordedCase() throws IOException {
    assertThat(RecordedCase.all())
        .hasSize(81)
        .extracting(recorded -> recorded.name)
        .doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> replays() throws IOException {
    return RecordedCase.all().stream()
        .map(recorded -> dynamicTest(recorded.name, () -> replay(recorded)));
  }

  private static void replay(RecordedCase recorded) throws IOException, InterruptedException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      if (recorded.requestLine != null) {
        server.enqueue(recorded.answer());
      }
      try (PipesHubOAuthClient pipesHub =
          PipesHubOAuthClient.builder()
              .serverUrl(server.url("/api/v1").toString())
              .oauth("oauth2")
              .clientAuthentication(recorded.authentication())
              .bearer(Secret.of("session"))
              .build()) {
        assertThat(outcome(pipesHub, recorded)).isEqualTo(recorded.outcome);
      }
      if (recorded.requestLine == null) {
        assertThat(server.getRequestCount()).isZero();
        return;
      }
      // One request: redirects are not followed, and nothing is sent again.
      assertThat(server.getRequestCount()).isEqualTo(1);
      RecordedRequest request = server.takeRequest();
      assertThat(request.getRequestLine()).isEqualTo(recorded.requestLine);
      assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
      assertThat(request.getHeaders().get("Authorization")).isEqualTo(recorded.authorization);
      assertThat(request.getHeaders().get("Content-Type")).isEqualTo(recorded.contentType);
      assertThat(request.getBody() == null ? "" : request.getBody().utf8())
          .isEqualTo(recorded.body);
    }
  }

  private static String outcome(PipesHubOAuthClient pipesHub, RecordedCase recorded)
      throws IOException {
    try {
      return result(call(pipesHub, recorded));
    } catch (CallException e) {
      return failure(e);
    }
  }

  private static @Nullable Object call(PipesHubOAuthClient client, RecordedCase recorded)
      throws IOException {
    PipesHubOAuthClient pipesHub =
        recorded.asJson()
            ? client.with(CallOptions.builder().bodyFormat(BodyFormat.JSON).build())
            : client;
    return switch (recorded.method()) {
      case "authorize" ->
          pipesHub.authorize(request(AuthorizationRequestCompanion.INSTANCE, recorded));
      case "authorizeAsUser" ->
          pipesHub.authorizeAsUser(request(AuthorizationRequestCompanion.INSTANCE, recorded));
      case "submitConsent" ->
          pipesHub.submitConsent(request(ConsentDecisionCompanion.INSTANCE, recorded));
      case "exchangeToken" ->
          pipesHub.exchangeToken(request(TokenRequestCompanion.INSTANCE, recorded));
      case "revoke" -> {
        pipesHub.revoke(request(RevocationRequestCompanion.INSTANCE, recorded));
        yield null;
      }
      case "introspect" ->
          pipesHub.introspect(request(IntrospectionRequestCompanion.INSTANCE, recorded));
      case "userInfo" -> pipesHub.userInfo();
      case "configuration" -> pipesHub.configuration();
      case "authorizationServerMetadata" -> pipesHub.authorizationServerMetadata();
      case "protectedResource" -> pipesHub.protectedResource();
      case "jwks" -> pipesHub.jwks();
      default -> throw new IllegalStateException("Expected a method in " + recorded.name + ".");
    };
  }

  private static <T> T request(JsonAdapter<T> adapter, RecordedCase recorded) throws IOException {
    return Objects.requireNonNull(adapter.fromJson(recorded.requestJson()));
  }

  private static String result(@Nullable Object result) {
    if (result == null) {
      return "nothing";
    }
    String name = result.getClass().getSimpleName() + " ";
    if (result instanceof AuthorizationOutcome.Redirected redirected) {
      return name + redirected.location().reveal();
    } else if (result instanceof AuthorizationOutcome.Answered answered) {
      return name + AuthorizationOutcome_AnsweredCompanion.INSTANCE.toJson(answered);
    } else if (result instanceof ConsentOutcome consent) {
      return name + ConsentOutcomeCompanion.INSTANCE.toJson(consent);
    } else if (result instanceof TokenResponse tokens) {
      return name + TokenResponseCompanion.INSTANCE.toJson(tokens);
    } else if (result instanceof IntrospectionResponse state) {
      return name + IntrospectionResponseCompanion.INSTANCE.toJson(state);
    } else if (result instanceof UserInfo user) {
      return name + UserInfoCompanion.INSTANCE.toJson(user);
    } else if (result instanceof OpenIdConfiguration configuration) {
      return name + OpenIdConfigurationCompanion.INSTANCE.toJson(configuration);
    } else if (result instanceof ProtectedResource resource) {
      return name + ProtectedResourceCompanion.INSTANCE.toJson(resource);
    } else if (result instanceof JsonWebKeys keys) {
      return name + JsonWebKeysCompanion.INSTANCE.toJson(keys);
    }
    throw new IllegalStateException("Expected a result, found a " + name + ".");
  }

  private static String failure(CallException failure) {
    String name = failure.getClass().getSimpleName() + " ";
    if (failure instanceof OAuthException oauth) {
      return name
          + oauth.status()
          + " "
          + oauth.error().error().text()
          + " ("
          + oauth.error().error().known().map(Enum::name).orElse("unregistered")
          + "): "
          + oauth.error().errorDescription().orElse("no description");
    } else if (failure instanceof UnexpectedAnswerException) {
      return name + failure.status() + ": " + failure.excerpt();
    } else if (failure instanceof MalformedAnswerException malformed) {
      return name + malformed.status() + " at " + malformed.path();
    } else if (failure instanceof NoAnswerException lost) {
      return name + lost.delivery();
    } else if (failure instanceof RefusedCallException refused) {
      return name + refused.setting();
    }
    return name + List.of(failure.status());
  }
}
