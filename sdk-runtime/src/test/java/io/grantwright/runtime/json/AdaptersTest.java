package io.grantwright.runtime.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.error.OAuthErrorCode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

final class AdaptersTest {
  private static final List<JsonAdapter<?>> ALL =
      List.of(
          Adapters.STRING,
          Adapters.INTEGER,
          Adapters.LONG,
          Adapters.DOUBLE,
          Adapters.BOOLEAN,
          Adapters.SECRET,
          Adapters.URI,
          Adapters.SENSITIVE_URI,
          Adapters.ANY,
          Adapters.list(Adapters.LONG),
          Adapters.oneOrMany(Adapters.LONG),
          Adapters.map(Adapters.LONG),
          Adapters.joined(" "),
          OAuthErrorCode.NAMES,
          OAuthErrorCode.NAMES.open());

  @Test
  void readNullAsNull() throws IOException {
    for (JsonAdapter<?> adapter : ALL) {
      assertThat((Object) adapter.fromJson("null")).as(adapter.toString()).isNull();
    }
  }

  @Test
  void neverQuoteAValue() {
    for (JsonAdapter<?> adapter : ALL) {
      for (String json :
          List.of(
              "\"canary 4711 {}\"",
              "4711.5",
              "4711e4711",
              "true",
              "[\"4711\"]",
              "{\"x\":\"4711\"}")) {
        try {
          Object unused = adapter.fromJson(json);
        } catch (JsonDataException e) {
          assertThat(e).hasMessageStartingWith("expected ").hasNoCause();
          assertThat(e.getMessage()).as(adapter.toString()).doesNotContain("4711", "canary");
        } catch (IOException e) {
          throw new AssertionError(adapter + " of " + json, e);
        }
      }
    }
  }

  @Test
  void readNumbersOfTheirRange() throws IOException {
    assertThat(Adapters.INTEGER.fromJson("2147483647")).isEqualTo(Integer.MAX_VALUE);
    assertThat(Adapters.LONG.fromJson("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(Adapters.DOUBLE.fromJson("1.5")).isEqualTo(1.5);
    assertThatThrownBy(() -> Adapters.INTEGER.fromJson("2147483648"))
        .hasMessage("expected a whole number of 32 bits at $, found another number");
    assertThatThrownBy(() -> Adapters.DOUBLE.fromJson("1e999"))
        .hasMessage("expected a number of 64 bits at $, found a larger one");
  }

  @Test
  void readAnything() throws IOException {
    assertThat(Adapters.ANY.fromJson("{\"a\":[1,-2.5,true,null,\"x\",12345678901234567890]}"))
        .isEqualTo(
            Map.of(
                "a",
                Arrays.asList(1L, -2.5, true, null, "x", new BigInteger("12345678901234567890"))));
    assertThatThrownBy(() -> Adapters.ANY.fromJson("{\"a\":{\"b\":1,\"b\":2}}"))
        .hasMessage("expected one member at $.a.b, found a duplicate");
    assertThatThrownBy(() -> Adapters.ANY.fromJson("9".repeat(100_000)))
        .isInstanceOf(JsonDataException.class);
    assertThatThrownBy(() -> Adapters.ANY.toJson(new Object()))
        .hasMessageContaining("found a java.lang.Object");
  }

  @Test
  void readListsWithoutHoles() throws IOException {
    assertThat(Adapters.list(Adapters.LONG).fromJson("[1,2]")).containsExactly(1L, 2L);
    assertThatThrownBy(() -> Adapters.list(Adapters.LONG).fromJson("[1,null]"))
        .hasMessage("expected an element at $[1], found null");
    assertThat(Adapters.oneOrMany(Adapters.STRING).fromJson("\"a\"")).containsExactly("a");
    assertThat(Adapters.oneOrMany(Adapters.STRING).fromJson("[\"a\",\"b\"]"))
        .containsExactly("a", "b");
    assertThat(Adapters.oneOrMany(Adapters.STRING).toJson(List.of("a"))).isEqualTo("\"a\"");
  }

  @Test
  void readMapsWithoutDuplicatesAndHoles() throws IOException {
    assertThat(Adapters.map(Adapters.LONG).fromJson("{\"b\":1,\"a\":2}"))
        .containsExactly(Map.entry("b", 1L), Map.entry("a", 2L));
    assertThatThrownBy(() -> Adapters.map(Adapters.LONG).fromJson("{\"a\":1,\"a\":2}"))
        .hasMessage("expected one member at $.a, found a duplicate");
    assertThatThrownBy(() -> Adapters.map(Adapters.LONG).fromJson("{\"a\":null}"))
        .hasMessage("expected a value at $.a, found null");
  }

  @Test
  void takeJoinedTextsApart() throws IOException {
    assertThat(Adapters.joined(" ").fromJson("\"read  write \"")).containsExactly("read", "write");
    assertThat(Adapters.joined(", ").fromJson("\"\"")).isEmpty();
    assertThat(Adapters.joined(" ").toJson(List.of("read", "write"))).isEqualTo("\"read write\"");
  }

  @Test
  void keepUnknownConstantsWhereTheyMay() throws IOException {
    OpenEnum<OAuthErrorCode> known =
        requireNonNull(OAuthErrorCode.NAMES.open().fromJson("\"invalid_grant\""));
    OpenEnum<OAuthErrorCode> unknown =
        requireNonNull(OAuthErrorCode.NAMES.open().fromJson("\"new_one\""));

    assertThat(known.known()).contains(OAuthErrorCode.INVALID_GRANT);
    assertThat(unknown.known()).isEmpty();
    assertThat(unknown.text()).isEqualTo("new_one");
    assertThat(OAuthErrorCode.NAMES.open().toJson(unknown)).isEqualTo("\"new_one\"");
    assertThatThrownBy(() -> OAuthErrorCode.NAMES.fromJson("\"new_one\""))
        .hasMessageStartingWith("expected a OAuthErrorCode (invalid_request, ")
        .hasMessageEndingWith(" at $, found another string");
  }

  @Test
  void readHeaders() {
    Headers headers = Headers.of("X-Count", "7", "X-Bad", "canary", "Location", "https://a/b");

    assertThat(Decode.longHeader(headers, "x-count")).isEqualTo(7L);
    assertThat(Decode.longHeader(headers, "X-None")).isNull();
    assertThat(Decode.uriHeader(headers, "Location")).isEqualTo(URI.create("https://a/b"));
    assertThatThrownBy(() -> Decode.intHeader(headers, "X-Bad"))
        .hasMessage("expected a whole number of 32 bits in the header X-Bad, found other text");
    assertThatThrownBy(() -> Decode.requiredHeader(headers, "X-None"))
        .hasMessage("expected a header X-None, found none");
  }
}
