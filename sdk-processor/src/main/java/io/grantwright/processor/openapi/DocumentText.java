package io.grantwright.processor.openapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The text of a document, which is JSON or YAML. */
final class DocumentText {
  /** How deep values may lie in each other; more is no description of an API. */
  static final int DEPTH = 500;

  private DocumentText() {}

  static Node read(byte[] bytes) throws UnreadableDocumentException {
    String text = decoded(bytes);
    // What begins so is JSON, whatever the file is called.
    return text.stripLeading().startsWith("{") ? JsonText.read(text) : YamlText.read(text);
  }

  private static String decoded(byte[] bytes) throws UnreadableDocumentException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableDocumentException("it is no text in UTF-8", e);
    }
  }

  static UnreadableDocumentException tooDeep(int line) {
    return new UnreadableDocumentException(
        "line " + line + " is nested deeper than " + DEPTH + " levels");
  }

  /** A character for a message: as it is if that shows, else its code point. */
  static String shown(int character) {
    return Character.isISOControl(character) || !Character.isDefined(character)
        ? String.format(Locale.ROOT, "U+%04X", character)
        : Character.toString(character);
  }
}
