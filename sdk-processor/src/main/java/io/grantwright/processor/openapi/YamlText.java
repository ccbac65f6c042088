package io.grantwright.processor.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2. An alias is the node that it names, not a copy, so that a document of aliases of
 * aliases is as small as its text.
 */
final class YamlText {
  /** What stands without quotes and is no text (YAML 1.2.2 §10.3.2); null has its own spellings. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
              + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  /**
   * What YAML 1.1 had in place of a name, and documents still have: the members of another node.
   */
  private static final String MERGE = "<<";

  private final Map<String, Node> anchored = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private Node root = Node.missing();

  private YamlText() {}

  static Node read(String text) throws UnreadableDocumentException {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setParseComments(false).build();
    try {
      YamlText reader = new YamlText();
      int documents = 0;
      Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
      while (parser.hasNext()) {
        Event event = parser.next();
        documents += event instanceof DocumentStartEvent ? 1 : 0;
        if (documents > 1) {
          throw new UnreadableDocumentException(
              "line " + line(event) + " begins a second document of YAML");
        }
        reader.take(event);
      }
      return reader.root;
    } catch (MarkedYamlEngineException e) {
      String problem = Optional.ofNullable(e.getProblem()).orElse("it is no YAML");
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new UnreadableDocumentException(
          "line " + line + ": " + problem.replaceAll("\\s+", " "), e);
    } catch (YamlEngineException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("it is no YAML");
      throw new UnreadableDocumentException(problem, e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // What the parser does not foresee, such as code points that do not exist.
      throw new UnreadableDocumentException("it is no YAML", e);
    }
  }

  private void take(Event event) throws UnreadableDocumentException {
    switch (event.getEventId()) {
      case MappingStart -> enter(event, Node.object(line(event)));
      case SequenceStart -> enter(event, Node.array(line(event)));
      case MappingEnd, SequenceEnd -> {
        Open closed = open.pop();
        place(closed.node);
        if (closed.anchor != null) {
          anchored.put(closed.anchor, closed.node);
        }
      }
      case Scalar -> {
        Node scalar = scalar((ScalarEvent) event);
        place(scalar);
        String anchor = anchor(event);
        if (anchor != null) {
          anchored.put(anchor, scalar);
        }
      }
      case Alias -> {
        String name = ((AliasEvent) event).getAlias().getValue();
        Node named = anchored.get(name);
        if (named == null) {
          throw new UnreadableDocumentException(
              "line " + line(event) + " has the alias *" + name + " where there is no such anchor");
        }
        place(named);
      }
      case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
    }
  }

  private void enter(Event event, Node node) throws UnreadableDocumentException {
    open.push(new Open(node, anchor(event)));
    if (open.size() > DocumentText.DEPTH) {
      throw DocumentText.tooDeep(node.line());
    }
  }

  private void place(Node node) {
    Open above = open.peek();
    if (above == null) {
      root = node;
    } else if (above.node.isArray()) {
      above.node.add(node);
    } else if (above.name == null) {
      above.name = node;
    } else {
      if (above.name.text().equals(MERGE) && node.isObject()) {
        node.members().forEach(above.node::putIfAbsent);
      } else {
        // A name that is no scalar is none that OpenAPI knows.
        above.node.put(above.name.text(), node);
      }
      above.name = null;
    }
  }

  private static Node scalar(ScalarEvent event) {
    String value = event.getValue();
    if (!event.isPlain() || event.getTag().isPresent()) {
      return Node.string(value, line(event));
    }
    if (value.matches("~?|null|Null|NULL")) {
      return Node.literal("null", line(event));
    }
    return LITERAL.matcher(value).matches()
        ? Node.literal(value.toLowerCase(Locale.ROOT), line(event))
        : Node.string(value, line(event));
  }

  private static @Nullable String anchor(Event event) {
    return event instanceof NodeEvent node
        ? node.getAnchor().map(anchor -> anchor.getValue()).orElse(null)
        : null;
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** A value whose end has not come yet. */
  private static final class Open {
    final Node node;
    final @Nullable String anchor;
    @Nullable Node name;

    Open(Node node, @Nullable String anchor) {
      this.node = node;
      this.anchor = anchor;
    }
  }
}
