package io.grantwright.processor;

import io.grantwright.processor.check.Problem;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.check.Suggestion;
import io.grantwright.processor.drift.Drift;
import io.grantwright.processor.model.DescribedBy;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.openapi.ProviderDocument;
import io.grantwright.processor.openapi.UnreadableDocumentException;
import io.grantwright.processor.read.DocumentDirectory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a descriptor against its provider's document.
 *
 * <p>A document is only read, and follows from the descriptor, which names it: nothing depends on
 * what else is compiled.
 */
final class DriftStep {
  /** The directory of the documents. */
  private static final String DIRECTORY = "grantwright.openapi";

  /** How a disagreement is reported. */
  private static final String DRIFT = "grantwright.drift";

  private static final String ERROR = "error";
  private static final String WARNING = "warning";
  private static final String OFF = "off";

  static final Set<String> OPTIONS = Set.of(DIRECTORY, DRIFT);

  /** By their files: descriptors share them, and they may be large. */
  private final Map<String, ProviderDocument> read = new HashMap<>();

  List<Problem> process(Descriptor descriptor, Reach reach, Map<String, String> options) {
    DescribedBy by = descriptor.describedBy();
    String level = options.getOrDefault(DRIFT, WARNING);
    if (by == null || level.equals(OFF)) {
      return List.of();
    }
    if (!Set.of(ERROR, WARNING).contains(level)) {
      return notCompared(
          by, "the option " + DRIFT + " is \"" + level + "\"", "Give error, warning or off");
    }
    String named = options.get(DIRECTORY);
    if (named == null) {
      return notCompared(
          by,
          "the option " + DIRECTORY + " does not say where it is",
          "Give the directory of the documents, or -A" + DRIFT + "=off");
    }
    List<Problem> problems = compare(descriptor, reach, by, new DocumentDirectory(named));
    return level.equals(ERROR) ? problems.stream().map(Problem::raised).toList() : problems;
  }

  private static List<Problem> notCompared(DescribedBy by, String why, String help) {
    return List.of(Problem.of(Rule.NOT_COMPARED, by.origin(), by.file(), why, help));
  }

  private List<Problem> compare(
      Descriptor descriptor, Reach reach, DescribedBy by, DocumentDirectory directory) {
    try {
      ProviderDocument known = read.get(by.file());
      if (known != null) {
        return Drift.between(descriptor, reach, known.anew());
      }
      Optional<byte[]> bytes = directory.document(by.file());
      if (bytes.isEmpty()) {
        String meant = Suggestion.of(by.file(), directory.files(), "\"%s\"");
        return List.of(
            Problem.of(
                Rule.DOCUMENT_MISSING,
                by.origin(),
                by.file(),
                directory.name(),
                meant.isEmpty() ? "" : " " + meant));
      }
      ProviderDocument document = ProviderDocument.read(by.file(), bytes.get());
      read.put(by.file(), document);
      return Drift.between(descriptor, reach, document);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return unreadable(by.origin(), by.file(), why);
    } catch (UnreadableDocumentException e) {
      return unreadable(by.origin(), by.file(), e.why());
    }
  }

  private static List<Problem> unreadable(Origin origin, String file, String why) {
    return List.of(Problem.of(Rule.DOCUMENT_UNREADABLE, origin, file, why));
  }
}
