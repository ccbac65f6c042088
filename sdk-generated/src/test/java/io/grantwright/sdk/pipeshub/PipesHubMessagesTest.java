package io.grantwright.sdk.pipeshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.endpoint.Fields;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** PipesHub's messages, read from what its server answers and written as it wants them. */
final class PipesHubMessagesTest {

  @Test
  void readsTokens() throws IOException {
    TokenResponse tokens =
        read(
            TokenResponseCompanion.INSTANCE,
            "{\"access_token\":\"a-jwt\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                + "\"refresh_token\":\"another\",\"scope\":\"openid kb:read\"}");

    assertThat(tokens.accessToken()).isEqualTo(Secret.of("a-jwt"));
    assertThat(tokens.expiresIn()).contains(3600L);
    assertThat(tokens.refreshToken()).contains(Secret.of("another"));
    assertThat(tokens.idToken()).isEmpty();
    assertThat(tokens.toString()).doesNotContain("a-jwt").doesNotContain("another");
  }

  @Test
  void readsTheUserIdentifierUnderEitherName() throws IOException {
    assertThat(read(UserInfoCompanion.INSTANCE, "{\"sub\":\"u1\"}").subject()).isEqualTo("u1");
    assertThat(read(UserInfoCompanion.INSTANCE, "{\"user_id\":\"u1\"}").subject()).isEqualTo("u1");
    assertThat(read(UserInfoCompanion.INSTANCE, "{\"user_id\":\"u2\",\"sub\":\"u1\"}").subject())
        .isEqualTo("u1");
  }

  @Test
  void readsBothKeysOfAConsent() throws IOException {
    assertThat(
            read(ConsentOutcomeCompanion.INSTANCE, "{\"redirectUrl\":\"http://c/?code=1\"}")
                .redirectUri()
                .reveal())
        .isEqualTo("http://c/?code=1");
    assertThat(
            read(ConsentOutcomeCompanion.INSTANCE, "{\"redirect_uri\":\"http://c/?code=2\"}")
                .redirectUri()
                .reveal())
        .isEqualTo("http://c/?code=2");
  }

  @Test
  void keepsWhatItDoesNotKnow() throws IOException {
    IntrospectionResponse state =
        read(
            IntrospectionResponseCompanion.INSTANCE,
            "{\"active\":true,\"aud\":\"me\",\"org\":\"o1\"}");

    assertThat(state.active()).isTrue();
    assertThat(state.aud()).contains(List.of("me"));
    assertThat(state.unknown().value("org")).contains("o1");
  }

  @Test
  void readsARedirectFromItsHeader() throws IOException {
    AuthorizationOutcome.Redirected redirected =
        AuthorizationOutcome_RedirectedCompanion.INSTANCE.fromAnswer(
            Headers.of("Location", "http://FRONTEND/oauth/authorize?client_id=x"), null);

    assertThat(redirected.location().reveal())
        .isEqualTo("http://FRONTEND/oauth/authorize?client_id=x");
    assertThat(AuthorizationOutcome_RedirectedCompanion.INSTANCE.readsBody()).isFalse();
  }

  @Test
  void writesATokenRequestAsAForm() {
    List<String> fields = new ArrayList<>();
    TokenRequestCompanion.INSTANCE.writeFields(
        TokenRequest.builder()
            .grantType(GrantType.AUTHORIZATION_CODE)
            .code(Secret.of("c0de"))
            .redirectUri("http://localhost/cb")
            .build(),
        new Fields() {
          @Override
          public void add(String name, String value) {
            fields.add(name + "=" + value);
          }

          @Override
          public void addSensitive(String name, String value) {
            fields.add(name + "=" + value + " (sensitive)");
          }
        });

    assertThat(fields)
        .containsExactly(
            "grant_type=authorization_code",
            "code=c0de (sensitive)",
            "redirect_uri=http://localhost/cb");
  }

  @Test
  void writesADecisionAsJson() {
    ConsentDecision decision =
        ConsentDecision.builder()
            .clientId("conf")
            .redirectUri("http://localhost/cb")
            .scope("openid")
            .state("st")
            .consent(Consent.GRANTED)
            .codeChallengeMethod(CodeChallengeMethod.S256)
            .build();

    assertThat(ConsentDecisionCompanion.INSTANCE.toJson(decision))
        .isEqualTo(
            "{\"client_id\":\"conf\",\"redirect_uri\":\"http://localhost/cb\",\"scope\":\"openid\","
                + "\"state\":\"st\",\"consent\":\"granted\",\"code_challenge_method\":\"S256\"}");
  }

  @Test
  void saysWhatIsMissingWithoutShowingWhatIsThere() {
    assertThatThrownBy(() -> read(TokenResponseCompanion.INSTANCE, "{\"refresh_token\":\"hush\"}"))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("expected a value at $.access_token, found none");
    assertThatThrownBy(() -> read(TokenResponseCompanion.INSTANCE, "{\"expires_in\":\"hush\"}"))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("expected a number at $.expires_in, found a string");
  }

  @Test
  void refusesAMemberThatComesTwice() {
    assertThatThrownBy(
            () ->
                read(
                    TokenResponseCompanion.INSTANCE,
                    "{\"access_token\":\"a\",\"access_token\":\"b\"}"))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("expected one member at $.access_token, found a duplicate");
  }

  private static <T> T read(JsonAdapter<T> adapter, String json) throws IOException {
    T value = adapter.fromJson(new Buffer().writeUtf8(json));
    assertThat(value).isNotNull();
    return value;
  }
}
