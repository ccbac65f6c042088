package io.grantwright.processor.check;

import io.grantwright.processor.contract.Change;
import io.grantwright.processor.contract.Contract;
import io.grantwright.processor.contract.ContractChanges;
import io.grantwright.processor.contract.ContractText;
import io.grantwright.processor.contract.CurrentContract;
import io.grantwright.processor.model.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of the lock: a contract changes only if somebody accepts it. */
public final class ContractRules {
  private ContractRules() {}

  /**
   * What comparing a contract with its lock gives.
   *
   * @param problems one a change, if nobody accepts them
   * @param locked whether there was a lock
   */
  public record Comparison(List<Problem> problems, boolean locked, List<Change> changes) {
    public Comparison {
      problems = List.copyOf(problems);
      changes = List.copyOf(changes);
    }

    static Comparison failed(Problem problem) {
      return new Comparison(List.of(problem), true, List.of());
    }
  }

  /**
   * Compares a contract with its lock.
   *
   * @param lock the text of the lock; null for none
   * @param file where it lies
   * @param accepting whether changes are accepted, and thus no problems
   */
  public static Comparison check(
      CurrentContract current, @Nullable String lock, String file, boolean accepting) {
    Contract contract = current.contract();
    Origin origin = current.origin();
    if (lock == null) {
      Problem problem = Problem.of(Rule.CONTRACT_NOT_LOCKED, origin, contract.descriptor(), file);
      return new Comparison(accepting ? List.of() : List.of(problem), false, List.of());
    }
    ContractText.Read read = ContractText.read(lock);
    if (read instanceof ContractText.Newer newer) {
      return Comparison.failed(Problem.of(Rule.CONTRACT_NEWER, origin, file, newer.version()));
    }
    if (read instanceof ContractText.Broken broken) {
      return Comparison.failed(Problem.of(Rule.CONTRACT_BROKEN, origin, file, broken.why()));
    }
    Contract locked = ((ContractText.Understood) read).contract();
    if (!locked.descriptor().equals(contract.descriptor())) {
      String why = "it is the contract of " + locked.descriptor();
      return Comparison.failed(Problem.of(Rule.CONTRACT_BROKEN, origin, file, why));
    }
    List<Change> changes = ContractChanges.between(locked, current);
    return new Comparison(
        accepting ? List.of() : changes.stream().map(ContractRules::problem).toList(),
        true,
        changes);
  }

  private static Problem problem(Change change) {
    return switch (change.level()) {
      case BREAKING ->
          Problem.of(Rule.CONTRACT_BREAKING, change.origin(), change.audience(), change.text());
      case COMPATIBLE -> Problem.of(Rule.CONTRACT_COMPATIBLE, change.origin(), change.text());
      case DOCUMENTATION -> Problem.of(Rule.CONTRACT_DOCUMENTATION, change.origin(), change.text());
    };
  }
}
