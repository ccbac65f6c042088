package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.grantwright.processor.openapi.DocumentedOperation;
import io.grantwright.processor.openapi.DocumentedParameter;
import io.grantwright.processor.openapi.ProviderDocument;
import io.grantwright.processor.openapi.UnreadableDocumentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a document says, the compiler survives it. */
final class DriftFuzzTest {
  private static final int CUTS = 2_000;
  private static final int COMPILATIONS = 25;
  private static final byte[] NOISE =
      "{}[]\",:#&*\n\t -0a%!|>'\\\u0000".getBytes(StandardCharsets.UTF_8);
  private static final Pattern VALUE =
      Pattern.compile("(?<=: )[^\\n{\\[]+|\\{[^{}\\n]*}|\\[[^\\[\\]\\n]*]");
  private static final List<String> VALUES =
      List.of(
          "null",
          "[]",
          "{}",
          "1",
          "text",
          "true",
          "{$ref: \"#\"}",
          "{$ref: \"#/paths\"}",
          "{$ref: \"#/components/schemas/Note\"}",
          "{$ref: 1}",
          "[null, 1, {}]",
          "{type: [string, integer, \"null\"]}",
          "{anyOf: [{$ref: \"#/components/schemas/Note\"}, {type: \"null\"}]}",
          "{discriminator: {propertyName: a, mapping: {b: c, d: 1}}, oneOf: [1, {}]}");

  @TempDir private Path directory;

  /** A document that is cut off, or has other characters in it, is one or is refused. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsWhateverIsLeft(long seed) {
    Random random = new Random(seed);
    String yaml = DriftTest.DOCUMENT;
    String json = DriftTest.ownDocument(directory);
    for (int i = 0; i < CUTS; i++) {
      byte[] bytes = (i % 2 == 0 ? yaml : json).getBytes(StandardCharsets.UTF_8);
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = NOISE[random.nextInt(NOISE.length)];
      }
      int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
      walk(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }

  private static void walk(String text) {
    try {
      ProviderDocument document =
          ProviderDocument.read("notes", text.getBytes(StandardCharsets.UTF_8));
      for (DocumentedOperation operation : document.operations()) {
        for (DocumentedParameter parameter : document.parameters(operation)) {
          document.schema(List.of(parameter.schema()));
        }
        document.schema(document.requestBody(operation).schemas());
        document
            .answers(operation)
            .values()
            .forEach(each -> document.schema(each.body().schemas()));
      }
    } catch (UnreadableDocumentException e) {
      assertThat(e.why()).isNotBlank();
    }
  }

  /** A document with other values in it disagrees, and nothing worse. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void comparesWhateverItSays(long seed) {
    Random random = new Random(seed);
    List<MatchResult> values = VALUE.matcher(DriftTest.DOCUMENT).results().toList();
    for (int i = 0; i < COMPILATIONS; i++) {
      StringBuilder document = new StringBuilder(DriftTest.DOCUMENT);
      MatchResult at = values.get(random.nextInt(values.size()));
      document.replace(at.start(), at.end(), VALUES.get(random.nextInt(VALUES.size())));
      Compilation compilation = DriftTest.compile(directory, document.toString());

      assertThat(Compile.messages(compilation))
          .as(document.toString())
          .noneMatch(message -> message.contains("[GW000]"));
    }
  }

  /**
   * Schemas that contain each other, through references and aliases, and more than anybody reads.
   */
  @Test
  void endsWhereSchemasDoNot() {
    StringBuilder chain = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      chain.append("    A").append(i).append(": {allOf: [{$ref: \"#/components/schemas/A");
      chain.append(i + 1).append("\"}], properties: {author: {$ref: \"#/components/schemas/A");
      chain.append(i + 1).append("\"}}}\n");
    }
    StringBuilder bomb =
        new StringBuilder("    B0: &b0 {anyOf: [{type: string}, {type: object}]}\n");
    for (int i = 1; i < 40; i++) {
      String below = "*b" + (i - 1);
      bomb.append("    B").append(i).append(": &b").append(i).append(" {anyOf: [");
      bomb.append(below).append(", ").append(below).append(", ").append(below).append("]}\n");
    }
    String document =
        DriftTest.DOCUMENT
                .replace(
                    "Sort: {type: string, enum: [new, old]}",
                    "Sort: {$ref: \"#/components/schemas/Sort\"}")
                .replace(
                    "        author: {$ref: \"#/components/schemas/Author\"}",
                    "        author: {$ref: \"#/components/schemas/A0\"}\n        text2: {$ref: \"#/components/schemas/B39\"}")
                .replace(
                    "          created: {type: string, format: date-time}",
                    "          created: {$ref: \"#/components/schemas/B39\"}")
            + chain
            + bomb;

    assertThat(Compile.messages(DriftTest.compile(directory, document)))
        .noneMatch(message -> message.contains("[GW000]"));
  }
}
