package io.grantwright.runtime.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompanionTest {
  @Test
  void readsAndWrites() throws IOException {
    String json =
        "{\"access_token\":\"2Yot\",\"expires_in\":3600,\"a.b\":null,\"c\":{\"d\":[1,2.5,\"e\"]}}";

    Note note = requireNonNull(Note.KEEPING.fromJson(json));

    assertThat(note.accessToken()).isEqualTo(Secret.of("2Yot"));
    assertThat(note.expiresIn()).contains(3600L);
    assertThat(note.unknown().names()).containsExactly("a.b", "c");
    assertThat(note.unknown()).hasToString("[a.b, c]");
    assertThat(Note.KEEPING.toJson(note)).isEqualTo(json);
  }

  @Test
  void readsNullAsAbsent() throws IOException {
    assertThat(Note.SKIPPING.fromJson("null")).isNull();
    assertThat(Note.SKIPPING.fromJson("{\"access_token\":\"a\",\"expires_in\":null}"))
        .isEqualTo(new Note(Secret.of("a"), Optional.empty(), UnknownMembers.EMPTY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|expected an object at $, found an array",
        "{}|expected a value at $.access_token, found none",
        "{\"x.y\":1}|expected a value at $.access_token, found none",
        "{\"access_token\":\"\"}|expected a value at $.access_token, found none",
        "{\"access_token\":{}}|expected a string at $.access_token, found an object",
        "{\"expires_in\":\"canary\"}|expected a number at $.expires_in, found a string",
        "{\"expires_in\":1.5}|expected a whole number of 64 bits at $.expires_in, found another number",
        "{\"expires_in\":99999999999999999999}|expected a whole number of 64 bits at $.expires_in, found another number",
        "{\"expires_in\":1,\"expires_in\":2}|expected one member at $.expires_in, found a duplicate",
        "{\"x\":1,\"x\":2}|expected one member at $.x, found a duplicate",
        "{\"x\":[{\"y\":1,\"y\":2}]}|expected one member at $.x[0].y, found a duplicate",
      })
  void saysWhatDoesNotFitWithoutTheValue(String json, String message) {
    for (Companion<Note> companion : List.of(Note.KEEPING, Note.SKIPPING)) {
      assertThatThrownBy(() -> companion.fromJson(json))
          .isInstanceOf(JsonDataException.class)
          .hasMessage(message)
          .hasNoCause();
    }
  }

  @Test
  void namesTheElementOfAList() {
    assertThatThrownBy(
            () -> Adapters.list(Note.SKIPPING).fromJson("[{\"access_token\":\"a\"},{\"a]\":1}]"))
        .hasMessage("expected a value at $[1].access_token, found none");
  }

  @Test
  void tellsThePathOfAFailure() throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8("{\"x.y\":1}"));

    assertThatThrownBy(() -> Note.SKIPPING.fromJson(reader))
        .isInstanceOfSatisfying(
            JsonDataException.class,
            failure -> assertThat(Decode.pathOf(failure, reader)).isEqualTo("$.access_token"));
  }

  @Test
  void isNotMisledByAMemberThatLooksLikeAMessage() throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8("{\"a at $.b, found c\":1}"));

    assertThatThrownBy(() -> Adapters.map(Adapters.STRING).fromJson(reader))
        .isInstanceOfSatisfying(
            JsonDataException.class,
            failure -> assertThat(Decode.pathOf(failure, reader)).isEqualTo("$.a at $.b, found c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesDepthInsteadOfOverflowing(String opening) {
    String json = "{\"x\":" + opening.repeat(100_000);

    assertThatThrownBy(() -> Note.KEEPING.fromJson(json)).isInstanceOf(JsonDataException.class);
    assertThatThrownBy(() -> Note.SKIPPING.fromJson(json)).isInstanceOf(JsonDataException.class);
  }

  @Test
  void noticesADuplicateAmongManyUnknownMembers() throws IOException {
    StringBuilder json = new StringBuilder("{\"access_token\":\"a\"");
    for (int i = 0; i < 10_000; i++) {
      json.append(",\"m").append(i).append("\":0");
    }

    assertThat(Note.SKIPPING.fromJson(json + "}")).isNotNull();
    assertThatThrownBy(() -> Note.SKIPPING.fromJson(json + ",\"m5000\":0}"))
        .hasMessage("expected one member at $.m5000, found a duplicate");
  }

  @Test
  void needsABody() {
    assertThatThrownBy(() -> Note.SKIPPING.fromAnswer(Headers.of(), null))
        .hasMessage("expected an object at $, found no body");
  }

  @Test
  void refusesWhatFollowsTheValue() throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8("{\"access_token\":\"a\"} {}"));
    assertThat(Note.SKIPPING.fromJson(reader)).isNotNull();

    assertThatThrownBy(() -> Decode.end(reader)).isInstanceOf(IOException.class);
  }
}
