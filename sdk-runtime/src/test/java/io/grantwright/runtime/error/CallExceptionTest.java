package io.grantwright.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.endpoint.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CallExceptionTest {
  private static final Endpoint<Void> ENDPOINT =
      Endpoint.<Void>named("Notes", "exchangeToken").request("POST", "token").sendOnce().build();

  @Test
  void anErrorOfOAuthSaysWhatToDo() {
    OAuthException failure =
        new OAuthException(
            answered(400, "error=invalid_grant"),
            new OAuthError(
                OAuthError.of("invalid_grant").error(),
                Optional.of("Redirect URI mismatch."),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(failure)
        .hasMessage(
            "Notes.exchangeToken failed with status 400 and the OAuth error invalid_grant:"
                + " Redirect URI mismatch (request id r-7, 2 attempts, come back in 30 s). The code"
                + " or refresh token is used, expired or revoked: authorize again.");
    assertThat(failure.error().is(OAuthErrorCode.INVALID_GRANT)).isTrue();
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.endpoint()).isSameAs(ENDPOINT);
    assertThat(failure.requestId()).contains("r-7");
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
  }

  @Test
  void aRequestIdentifierIsShownAsItIsUnlessItCouldBeAToken() {
    assertThat(withRequestId("0196b3c8-5d0e-7b6e-9a55-1f2c3d4e5f60"))
        .contains("(request id 0196b3c8-5d0e-7b6e-9a55-1f2c3d4e5f60)");
    assertThat(withRequestId("eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl"))
        .contains("(request id [redacted])");
  }

  private static String withRequestId(String id) {
    ErrorContext context =
        new ErrorContext(
            ENDPOINT,
            500,
            Optional.empty(),
            "",
            Optional.of(id),
            Optional.empty(),
            List.of(),
            1,
            false,
            Duration.ZERO);
    return String.valueOf(UnexpectedAnswerException.ofStatus(context).getMessage());
  }

  @Test
  void aRedirectNamesItsTargetWithoutTheQuery() {
    UnexpectedAnswerException failure =
        UnexpectedAnswerException.ofRedirect(answered(301, ""), "https://as/token/?code=canary");

    assertThat(failure.redirectTarget()).contains("https://as/token/");
    assertThat(failure)
        .hasMessageStartingWith(
            "Notes.exchangeToken was redirected with status 301 to https://as/token/")
        .hasMessageContaining("trailing slash");
    assertThat(failure.getMessage()).doesNotContain("canary");
  }

  @Test
  void noAnswerSaysWhetherTheRequestMayHaveArrived() {
    NoAnswerException failure =
        new NoAnswerException(
            ErrorContext.withoutAnswer(ENDPOINT, 1, false, Duration.ZERO),
            NoAnswerException.Delivery.UNKNOWN,
            "the connection broke",
            new IOException("canary"));

    assertThat(failure)
        .hasMessage(
            "Notes.exchangeToken got no answer: the connection broke [IOException]. The request"
                + " may have arrived: call again only if twice does no harm.");
    assertThat(failure.status()).isZero();
  }

  @Test
  void aMalformedAnswerSaysWhere() {
    MalformedAnswerException failure =
        new MalformedAnswerException(
            answered(200, ""),
            "$.expires_in",
            "expected a number at $.expires_in, found a string",
            null);

    assertThat(failure.path()).isEqualTo("$.expires_in");
    assertThat(failure)
        .hasMessageContaining(
            "but the body does not fit: expected a number at $.expires_in, found a string");
  }

  @Test
  void aRefusedCallNamesTheSetting() {
    assertThat(
            new RefusedCallException(
                ErrorContext.refused(ENDPOINT),
                "clientAuthentication",
                "This endpoint does nothing without a secret: configure one."))
        .hasMessage(
            "Notes.exchangeToken was refused before it was sent, because of clientAuthentication."
                + " This endpoint does nothing without a secret: configure one.");
  }

  @Test
  void refusesToBeSerialised() {
    OAuthException failure = new OAuthException(answered(400, ""), OAuthError.of("invalid_grant"));

    assertThatThrownBy(
            () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(failure))
        .isInstanceOf(NotSerializableException.class);
  }

  private static ErrorContext answered(int status, String excerpt) {
    return new ErrorContext(
        ENDPOINT,
        status,
        Optional.of("application/json"),
        excerpt,
        Optional.of("r-7"),
        Optional.of(Duration.ofSeconds(30)),
        List.of(),
        2,
        false,
        Duration.ZERO);
  }
}
