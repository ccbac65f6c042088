package io.grantwright.processor.render;

import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation of a generated method: the descriptor's own, and what becomes of a call. */
final class Doc {
  private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)?\\s+([^}\\s]+)[^}]*}");
  private static final Pattern TAG = Pattern.compile("(?m)^\\s*@");

  private Doc() {}

  /** The text before the tags; links become code, since their imports are not here. */
  static String text(String documentation) {
    Matcher tag = TAG.matcher(documentation);
    String text = tag.find() ? documentation.substring(0, tag.start()) : documentation;
    return LINK.matcher(text.strip()).replaceAll("{@code $1}");
  }

  static String of(Operation operation, boolean returns) {
    StringBuilder doc = new StringBuilder();
    String text = text(operation.documentation());
    doc.append(text.isEmpty() ? "Calls {@code " + operation.method() + "}." : text);
    if (!(operation.result() instanceof Result.Link)) {
      doc.append("\n\n<p>").append(facts(operation));
    }
    doc.append("\n\n");
    for (Parameter parameter : operation.parameters()) {
      doc.append("@param ").append(parameter.name()).append(' ');
      doc.append(tag(operation.documentation(), "@param " + parameter.name())).append('\n');
    }
    if (returns) {
      doc.append("@return ").append(tag(operation.documentation(), "@return")).append('\n');
    }
    return doc.toString();
  }

  /** How a call is retried, timed and mapped, in one line. */
  private static String facts(Operation operation) {
    List<String> facts = new ArrayList<>();
    String often =
        operation.retry() == null
            ? "as the client is set"
            : "by default for " + operation.retry().maxElapsedMillis() + " ms";
    if (operation.safety() instanceof Safety.Idempotent) {
      facts.add("Retried " + often + ", also when it may have arrived.");
    } else if (operation.safety() instanceof Safety.IdempotentWhen when) {
      facts.add(
          "Retried "
              + often
              + "; when it may have arrived, only with {@code "
              + String.join("}, {@code ", when.conditions())
              + "}.");
    } else {
      facts.add("Retried " + often + ", but never when it may have arrived.");
    }
    if (operation.timeouts() != null) {
      facts.add(
          "Timed: "
              + operation.timeouts().attemptMillis()
              + " ms an attempt, "
              + operation.timeouts().totalMillis()
              + " ms in all (0: as the client is set).");
    } else {
      facts.add("Timed as the client is set.");
    }
    for (Failure failure : operation.failures()) {
      String exception =
          failure.kind() == Failure.Kind.OAUTH
              ? "OAuthException"
              : failure.as().generated("Exception").simpleName();
      facts.add(
          "Fails with {@code " + exception + "} at " + String.join(", ", failure.statuses()) + ".");
    }
    return String.join(" ", facts);
  }

  private static String tag(String documentation, String tag) {
    int start = documentation.indexOf(tag + " ");
    if (start < 0) {
      return tag.equals("@return") ? "the answer" : "as in the descriptor";
    }
    String rest = documentation.substring(start + tag.length());
    Matcher next = TAG.matcher(rest);
    String text = next.find() ? rest.substring(0, next.start()) : rest;
    return LINK.matcher(text.strip().replaceAll("\\s*\\n\\s*", " ")).replaceAll("{@code $1}");
  }

  static boolean isCallOptions(Parameter parameter) {
    return parameter.placement() instanceof Placement.CallOptions;
  }
}
