package io.grantwright.processor.drift;

import io.grantwright.processor.check.Problem;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.openapi.DocumentedOperation;
import io.grantwright.processor.openapi.ProviderDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a descriptor without errors against its provider's document.
 *
 * <p>What is sent has to fit the document, and what the document says may come has to fit what is
 * received. Where the document says nothing, nothing is found.
 */
public final class Drift {
  /** Of what is not described, a few are named. */
  private static final int NAMED = 3;

  private Drift() {}

  /** All disagreements, each where the descriptor says its side of it. */
  public static List<Problem> between(
      Descriptor descriptor, Reach reach, ProviderDocument document) {
    Findings findings = new Findings(descriptor, reach, document);
    Paths paths = new Paths(findings);
    Values values = new Values(findings);
    Set<DocumentedOperation> described = new HashSet<>();
    for (Operation operation : descriptor.operations()) {
      // A link sends nothing: what a browser finds there is not the client's concern.
      if (!(operation.result() instanceof Result.Link)) {
        Optional<Paths.Match> match = paths.find(operation);
        if (match.isPresent()) {
          described.add(match.get().operation());
          new RequestDrift(findings, values, operation, match.get()).check();
          new AnswerDrift(findings, values, operation, match.get()).check();
        }
      }
    }
    document
        .unresolved()
        .forEach(
            (reference, node) ->
                findings.add(
                    Rule.NOT_COMPARED,
                    descriptor.origin(),
                    document.name(),
                    "\"" + reference + "\" is not in it",
                    "Bundle it with what it refers to; see " + document.place(node)));
    if (paths.complete()) {
      addRest(findings, described);
    }
    return findings.all();
  }

  private static void addRest(Findings findings, Set<DocumentedOperation> described) {
    List<String> rest =
        findings.document().operations().stream()
            .filter(each -> !described.contains(each))
            .map(each -> each.method() + " " + each.path())
            .distinct()
            .toList();
    if (!rest.isEmpty()) {
      findings.add(
          Rule.DRIFT_MORE,
          findings.descriptor().origin(),
          findings.name(),
          rest.size() + (rest.size() == 1 ? " operation" : " operations"),
          findings.descriptor().name(),
          String.join(", ", rest.stream().limit(NAMED).toList())
              + (rest.size() > NAMED ? ", …" : ""));
    }
  }
}
