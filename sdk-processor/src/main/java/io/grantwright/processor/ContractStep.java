package io.grantwright.processor;

import io.grantwright.processor.check.ContractRules;
import io.grantwright.processor.check.Problem;
import io.grantwright.processor.check.Rule;
import io.grantwright.processor.contract.ContractText;
import io.grantwright.processor.contract.CurrentContract;
import io.grantwright.processor.contract.ReleaseNotes;
import io.grantwright.processor.emit.Emitter;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.read.LockDirectory;
import io.grantwright.processor.render.OpenApiDocument;
import io.grantwright.processor.render.ReferencePage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what there is to know of a descriptor to the class output: its contract, its reference
 * page and its OpenAPI document. Holds the contract against the committed one.
 *
 * <p>The committed directory is only read. Each descriptor has files of its own there and in the
 * class output, so that nothing follows from what else is compiled.
 */
final class ContractStep {
  /** The directory of the committed contracts; without it nothing is compared. */
  private static final String DIRECTORY = "grantwright.contracts";

  /** {@code true} where changes are accepted, and so no problems. */
  private static final String ACCEPT = "grantwright.contracts.accept";

  /** The version below whose heading changes are noted. */
  private static final String VERSION = "grantwright.contracts.version";

  static final Set<String> OPTIONS = Set.of(DIRECTORY, ACCEPT, VERSION);

  private final Map<String, String> options;
  private final Emitter emitter;

  ContractStep(Map<String, String> options, Emitter emitter) {
    this.options = options;
    this.emitter = emitter;
  }

  List<Problem> process(Descriptor descriptor, Reach reach) {
    CurrentContract current = CurrentContract.of(descriptor, reach);
    String contract = ContractText.write(current.contract());
    List<Problem> unwritten = new ArrayList<>(write(descriptor, ".contract", contract));
    unwritten.addAll(write(descriptor, ".md", ReferencePage.render(descriptor, reach)));
    String version = ContractText.fingerprint(contract);
    unwritten.addAll(
        write(descriptor, ".openapi.json", OpenApiDocument.render(descriptor, reach, version)));
    String named = options.get(DIRECTORY);
    if (named == null || !unwritten.isEmpty()) {
      return unwritten;
    }
    LockDirectory directory = new LockDirectory(named);
    boolean accepting = Boolean.parseBoolean(options.get(ACCEPT));
    if (!directory.exists() && !accepting) {
      return List.of(Problem.of(Rule.CONTRACTS_DIRECTORY, current.origin(), named));
    }
    String lock = directory.lockOf(descriptor.type());
    try {
      Optional<String> text = directory.contract(descriptor.type());
      ContractRules.Comparison comparison =
          ContractRules.check(current, text.orElse(null), lock, accepting);
      String notes =
          ReleaseNotes.add(
              directory.notes(descriptor.type()).orElse(""),
              descriptor.name(),
              options.getOrDefault(VERSION, "Unreleased"),
              comparison.locked(),
              comparison.changes());
      List<Problem> problems = new ArrayList<>(comparison.problems());
      problems.addAll(write(descriptor, ".changes.md", notes));
      return problems;
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return List.of(Problem.of(Rule.CONTRACT_BROKEN, current.origin(), lock, why));
    }
  }

  private List<Problem> write(Descriptor descriptor, String ending, String text) {
    return emitter.write(descriptor.type().canonicalName() + ending, text, descriptor.origin());
  }
}
