package io.grantwright.sdk.budget;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The floor of the budget: what somebody would write by hand for one token call and one
 * introspection, with OkHttp and a streaming JSON reader.
 */
final class HandWrittenOkHttp {
  private static final JsonReader.Options TOKEN_MEMBERS =
      JsonReader.Options.of("access_token", "token_type", "expires_in", "refresh_token", "scope");
  private static final JsonReader.Options STATE_MEMBERS =
      JsonReader.Options.of("active", "scope", "client_id", "exp", "user_id");

  private final OkHttpClient http;
  private final HttpUrl token;
  private final HttpUrl introspection;
  private final String clientId;
  private final String clientSecret;

  HandWrittenOkHttp(OkHttpClient http, HttpUrl server, String clientId, String clientSecret) {
    this.http = http;
    this.token = server.newBuilder().addPathSegments("oauth/token").build();
    this.introspection = server.newBuilder().addPathSegments("oauth/introspect").build();
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  Tokens clientCredentials(String scope) throws IOException {
    Request request =
        new Request.Builder()
            .url(token)
            .header("Accept", "application/json")
            .header("Authorization", Credentials.basic(clientId, clientSecret))
            .post(
                new FormBody.Builder()
                    .add("grant_type", "client_credentials")
                    .add("scope", scope)
                    .build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("Status " + response.code());
      }
      JsonReader reader = JsonReader.of(response.body().source());
      String accessToken = "";
      String tokenType = "";
      long expiresIn = 0;
      String refreshToken = "";
      String granted = "";
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.selectName(TOKEN_MEMBERS)) {
          case 0 -> accessToken = reader.nextString();
          case 1 -> tokenType = reader.nextString();
          case 2 -> expiresIn = reader.nextLong();
          case 3 -> refreshToken = reader.nextString();
          case 4 -> granted = reader.nextString();
          default -> {
            reader.skipName();
            reader.skipValue();
          }
        }
      }
      reader.endObject();
      return new Tokens(accessToken, tokenType, expiresIn, refreshToken, granted);
    }
  }

  State introspect(String accessToken) throws IOException {
    Request request =
        new Request.Builder()
            .url(introspection)
            .header("Accept", "application/json")
            .post(
                new FormBody.Builder()
                    .add("token", accessToken)
                    .add("client_id", clientId)
                    .add("client_secret", clientSecret)
                    .build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("Status " + response.code());
      }
      JsonReader reader = JsonReader.of(response.body().source());
      boolean active = false;
      String scope = "";
      String client = "";
      long exp = 0;
      String user = "";
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.selectName(STATE_MEMBERS)) {
          case 0 -> active = reader.nextBoolean();
          case 1 -> scope = reader.nextString();
          case 2 -> client = reader.nextString();
          case 3 -> exp = reader.nextLong();
          case 4 -> user = reader.nextString();
          default -> {
            reader.skipName();
            reader.skipValue();
          }
        }
      }
      reader.endObject();
      return new State(active, scope, client, exp, user);
    }
  }

  record Tokens(
      String accessToken, String tokenType, long expiresIn, String refreshToken, String scope) {}

  record State(boolean active, String scope, String clientId, long exp, String user) {}
}
