package io.grantwright.processor.render;

import static java.util.stream.Collectors.joining;

import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Retry;
import io.grantwright.processor.model.Safety;
import io.grantwright.processor.model.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The documentation of a generated method: the descriptor's own, and what becomes of a call. */
final class Doc {
  private static final int LINE = 92;
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{@(?:link|linkplain|value)\\s+([^}\\s(]+(?:\\([^)]*\\))?)(?:\\s+([^}]*))?}");
  private static final Pattern RETURN = Pattern.compile("^\\{@return\\s+(.*)}", Pattern.DOTALL);
  private static final Pattern UNSAFE = Pattern.compile("[&<>@{}*\\\\\\p{Cc}\\u2028\\u2029]");
  private static final Pattern TAG = Pattern.compile("(?m)^\\s*@");

  private Doc() {}

  /** The text before the tags; references become code, since what they name is not here. */
  static String text(String documentation) {
    Matcher tag = TAG.matcher(documentation);
    String text = tag.find() ? documentation.substring(0, tag.start()) : documentation;
    return resolved(RETURN.matcher(text.strip()).replaceFirst("Returns $1."));
  }

  /** The documentation of the client's method. */
  static String of(Operation operation) {
    String text = text(operation.documentation());
    String first = text.isEmpty() ? "Calls {@code " + operation.method() + "}." : text;
    return first + "\n\n<p>" + wrapped(facts(operation)) + "\n\n" + tags(operation);
  }

  /** The documentation of the same method in a view. */
  static String inView(Operation operation, String client, String how) {
    String tags = tags(operation, operation.result() instanceof Result.Nothing ? "nothing" : "");
    return "As {@link " + client + "#" + operation.method() + "}, " + how + ".\n\n" + tags;
  }

  /** The documentation of the method of an answer in a fake. */
  static String inFake(Operation operation) {
    return "Answers.\n\n" + valueTags(operation, "");
  }

  /** An endpoint by its method and the names of its parameters. */
  static String named(Operation operation) {
    return operation.parameters().stream()
        .map(Parameter::name)
        .collect(joining(", ", operation.method() + "(", ")"));
  }

  /** What is returned, as the descriptor says it; empty if it does not. */
  static String returned(Operation operation) {
    String text = tag(operation.documentation(), "@return");
    Matcher inline = RETURN.matcher(operation.documentation());
    return text.isEmpty() && inline.find() ? resolved(inline.group(1)) : text;
  }

  /** What a parameter is, as the descriptor says it; empty if it does not. */
  static String parameter(Operation operation, Parameter parameter) {
    return tag(operation.documentation(), "@param " + parameter.name());
  }

  private static String tags(Operation operation) {
    return tags(operation, "");
  }

  private static String tags(Operation operation, String returned) {
    String tags = valueTags(operation, returned);
    if (!operation.deprecated()) {
      return tags;
    }
    String text = tag(operation.documentation(), "@deprecated");
    return tags + "@deprecated " + (text.isEmpty() ? "as in the descriptor" : text);
  }

  private static String valueTags(Operation operation, String returned) {
    StringBuilder tags = new StringBuilder();
    for (Parameter parameter : operation.parameters()) {
      String text = parameter(operation, parameter);
      tags.append("@param ").append(DraftSource.name(parameter)).append(' ');
      tags.append(text.isEmpty() ? place(parameter.placement()) : text).append('\n');
    }
    if (!(operation.result() instanceof Result.Nothing) || !returned.isEmpty()) {
      String found = returned(operation);
      String otherwise = returned.isEmpty() ? "the answer" : returned;
      tags.append("@return ").append(found.isEmpty() ? otherwise : found).append('\n');
    }
    return tags.toString();
  }

  /** What a parameter without documentation is. */
  private static String place(Placement placement) {
    if (placement instanceof Placement.Path path) {
      return quoted("{" + path.hole() + "}") + " in the path";
    }
    if (placement instanceof Placement.Query query) {
      return quoted(query.name()) + " in the query";
    }
    if (placement instanceof Placement.Header header) {
      return "the header " + quoted(header.name());
    }
    if (placement instanceof Placement.Field field) {
      return quoted(field.name()) + " in the body";
    }
    if (placement instanceof Placement.CallOptions) {
      return "what this call does differently";
    }
    return placement instanceof Placement.Group ? "the parameters" : "the body";
  }

  /** Not as code, in which Error Prone would look for the names of parameters. */
  private static String quoted(String name) {
    return '"' + escaped(name) + '"';
  }

  /** A text as code: in a tag where it can be in one. */
  static String code(String text) {
    return UNSAFE.matcher(text).find()
        ? "<code>" + escaped(text) + "</code>"
        : "{@code " + text + "}";
  }

  /** A text of which nothing means anything, neither to a comment of Java nor to HTML. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (UNSAFE.matcher(Character.toString(c)).matches()) {
                escaped.append("&#").append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /** How a call is retried, timed and mapped, in one line. */
  private static String facts(Operation operation) {
    if (operation.result() instanceof Result.Link) {
      return "Sends nothing: the address is for a browser.";
    }
    return "Retried: "
        + retried(operation)
        + ". Timed: "
        + timed(operation.timeouts())
        + ". Mapped: "
        + String.join(", ", mapped(operation))
        + ".";
  }

  /** When a call is tried again. */
  static String retried(Operation operation) {
    Retry retry = operation.retry();
    String often =
        retry == null
            ? "as the client is set"
            : "by default, first after "
                + time(retry.initialIntervalMillis())
                + " and for "
                + time(retry.maxElapsedMillis())
                + " at most";
    if (operation.safety() instanceof Safety.Idempotent) {
      return often + ", even after it may have arrived";
    }
    if (operation.safety() instanceof Safety.IdempotentWhen when) {
      String conditions = when.conditions().stream().map(Doc::code).collect(joining(" or "));
      return often + ", but after it may have arrived only with " + conditions;
    }
    return often + ", but never after it may have arrived";
  }

  /** How long a call may take. */
  static String timed(@Nullable Timeouts timeouts) {
    if (timeouts == null || timeouts.attemptMillis() + timeouts.totalMillis() == 0) {
      return "as the client is set";
    }
    String attempt =
        timeouts.attemptMillis() == 0
            ? "each attempt as the client is set"
            : time(timeouts.attemptMillis()) + " for each attempt";
    return timeouts.totalMillis() == 0
        ? attempt + ", the call as the client is set"
        : attempt + ", " + time(timeouts.totalMillis()) + " for the call";
  }

  private static List<String> mapped(Operation operation) {
    List<String> mapped = new ArrayList<>();
    if (operation.result() instanceof Result.Statuses statuses) {
      for (Result.Member member : statuses.members()) {
        mapped.add(statuses(member.statuses()) + " to {@code " + member.type().simpleName() + "}");
      }
    } else if (operation.result() instanceof Result.Json json && !json.statuses().isEmpty()) {
      mapped.add(statuses(json.statuses()) + " to the result");
    } else {
      boolean nothing = operation.result() instanceof Result.Nothing;
      mapped.add("2XX to " + (nothing ? "nothing" : "the result"));
    }
    for (Failure failure : operation.failures()) {
      String exception =
          failure.kind() == Failure.Kind.OAUTH
              ? "OAuthException"
              : failure.as().generated("Exception").simpleName();
      mapped.add(String.join("/", failure.statuses()) + " to {@code " + exception + "}");
    }
    return mapped;
  }

  private static String statuses(List<Integer> statuses) {
    return String.join("/", statuses.stream().map(String::valueOf).toList());
  }

  private static String time(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** What stands behind a tag; empty if there is no such tag. */
  private static String tag(String documentation, String tag) {
    Matcher found =
        Pattern.compile("(?m)^\\s*" + Pattern.quote(tag) + "\\s").matcher(documentation);
    if (!found.find()) {
      return "";
    }
    String rest = documentation.substring(found.end());
    Matcher next = TAG.matcher(rest);
    return resolved(next.find() ? rest.substring(0, next.start()) : rest);
  }

  /** A reference is not resolved where it is not written: its label stays, or its text as code. */
  static String resolved(String text) {
    return REFERENCE
        .matcher(text.strip())
        .replaceAll(
            reference -> {
              String label = reference.group(2);
              String name = reference.group(1).replaceFirst("^#", "").replace('#', '.');
              return Matcher.quoteReplacement(
                  label == null || label.isBlank() ? "{@code " + name + "}" : label);
            })
        // What a label brought together must not end the comment.
        .replace("*/", "*&#47;");
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = "<p>".length();
    // What a tag says stays on one line.
    for (String word : text.replace("{@code ", "{@code\0").split(" ", -1)) {
      if (column + word.length() > LINE) {
        lines.setCharAt(lines.length() - 1, '\n');
        column = 0;
      }
      lines.append(word).append(' ');
      column += word.length() + 1;
    }
    return lines.toString().replace('\0', ' ').strip();
  }

  static boolean isCallOptions(Parameter parameter) {
    return parameter.placement() instanceof Placement.CallOptions;
  }
}
