package io.grantwright.processor.check;

import static java.util.stream.Collectors.toCollection;

import io.grantwright.processor.model.Capability;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;

/** All rules, over one model at a time. */
public final class Checks {
  private Checks() {}

  public static List<Problem> of(Descriptor descriptor) {
    List<Problem> problems = flaws(descriptor.flaws());
    problems.addAll(DescriptorRules.check(descriptor));
    for (Operation operation : descriptor.operations()) {
      problems.addAll(PathRules.check(descriptor, operation));
      problems.addAll(ParameterRules.check(operation));
      problems.addAll(AnswerRules.check(operation));
      problems.addAll(CallRules.check(descriptor, operation));
      problems.addAll(PageRules.check(operation));
    }
    return problems.stream().distinct().toList();
  }

  public static List<Problem> of(RecordModel model) {
    List<Problem> problems = flaws(model.flaws());
    problems.addAll(ModelRules.check(model));
    return problems;
  }

  public static List<Problem> of(EnumModel model) {
    List<Problem> problems = flaws(model.flaws());
    problems.addAll(ModelRules.check(model));
    return problems;
  }

  public static List<Problem> of(UnionModel model) {
    List<Problem> problems = flaws(model.flaws());
    problems.addAll(UnionRules.check(model));
    return problems;
  }

  public static List<Problem> of(Capability capability) {
    return flaws(capability.flaws());
  }

  private static List<Problem> flaws(List<Flaw> flaws) {
    return flaws.stream()
        .map(flaw -> new Problem(Rule.valueOf(flaw.kind().name()), flaw.origin(), flaw.args()))
        .collect(toCollection(ArrayList::new));
  }
}
