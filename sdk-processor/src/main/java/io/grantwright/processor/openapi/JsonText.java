package io.grantwright.processor.openapi;

/**
 * Reads JSON (RFC 8259) with the lines in which its values begin.
 *
 * <p>JSON is YAML as well, but not for readers of YAML, which mind tabs and long names, and take
 * many times as long.
 */
final class JsonText {
  private final String text;
  private int at;
  private int line = 1;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  static Node read(String text) throws UnreadableDocumentException {
    JsonText reader = new JsonText(text);
    Node root = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    return root;
  }

  private Node value() throws UnreadableDocumentException {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> Node.string(string(), line);
      default -> literal();
    };
  }

  private Node object() throws UnreadableDocumentException {
    Node object = Node.object(line);
    enter();
    if (!ends('}')) {
      do {
        skipSpace();
        if (peek() != '"') {
          throw unexpected("a name");
        }
        String name = string();
        skipSpace();
        expect(':');
        object.put(name, value());
      } while (continues('}'));
    }
    depth--;
    return object;
  }

  private Node array() throws UnreadableDocumentException {
    Node array = Node.array(line);
    enter();
    if (!ends(']')) {
      do {
        array.add(value());
      } while (continues(']'));
    }
    depth--;
    return array;
  }

  private void enter() throws UnreadableDocumentException {
    at++;
    depth++;
    if (depth > DocumentText.DEPTH) {
      throw DocumentText.tooDeep(line);
    }
  }

  private boolean ends(char end) {
    skipSpace();
    if (peek() == end) {
      at++;
      return true;
    }
    return false;
  }

  private boolean continues(char end) throws UnreadableDocumentException {
    skipSpace();
    if (peek() == ',') {
      at++;
      return true;
    }
    if (peek() != end) {
      throw unexpected("',' or '" + end + "'");
    }
    at++;
    return false;
  }

  private void expect(char expected) throws UnreadableDocumentException {
    if (peek() != expected) {
      throw unexpected("'" + expected + "'");
    }
    at++;
  }

  private String string() throws UnreadableDocumentException {
    int start = ++at;
    StringBuilder unescaped = null;
    while (true) {
      char next = peek();
      if (at >= text.length() || next < ' ') {
        throw unexpected("the end of a text");
      }
      if (next == '"') {
        String rest = text.substring(start, at++);
        return unescaped == null ? rest : unescaped.append(rest).toString();
      }
      if (next == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(text, start, at++);
        unescaped.append(escaped());
        start = at;
      } else {
        at++;
      }
    }
  }

  private char escaped() throws UnreadableDocumentException {
    char kind = peek();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0) {
            throw unexpected("a hexadecimal digit");
          }
          code = code * 16 + digit;
        }
        yield (char) code;
      }
      default -> {
        at--;
        throw unexpected("an escape sequence");
      }
    };
  }

  private Node literal() throws UnreadableDocumentException {
    int start = at;
    while (isOfLiteral(peek())) {
      at++;
    }
    String literal = text.substring(start, at);
    if (!literal.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      at = start;
      throw unexpected("a value");
    }
    return Node.literal(literal, line);
  }

  private static boolean isOfLiteral(char each) {
    return (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || each == 'E'
        || each == '-'
        || each == '+'
        || each == '.';
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      if (text.charAt(at) == '\n') {
        line++;
      }
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private UnreadableDocumentException unexpected(String expected) {
    String found =
        at < text.length() ? "'" + DocumentText.shown(text.codePointAt(at)) + "'" : "the end";
    return new UnreadableDocumentException(
        "line " + line + " has " + found + " where JSON has " + expected);
  }
}
