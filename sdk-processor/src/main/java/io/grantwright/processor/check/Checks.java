package io.grantwright.processor.check;

import static java.util.stream.Collectors.toCollection;

import io.grantwright.processor.model.Capability;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Fakes;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All rules, over one model at a time. */
public final class Checks {
  private Checks() {}

  public static List<Problem> of(Descriptor descriptor) {
    List<Problem> problems = flaws(descriptor.flaws());
    problems.addAll(DescriptorRules.check(descriptor));
    problems.addAll(DeviationRules.check(descriptor));
    problems.addAll(IssuerRules.check(descriptor));
    problems.addAll(ObscuredRules.check(descriptor));
    for (Operation operation : descriptor.operations()) {
      Capacity.check(operation).ifPresent(problems::add);
      problems.addAll(PathRules.check(descriptor, operation));
      problems.addAll(ParameterRules.check(operation));
      problems.addAll(AnswerRules.check(operation));
      problems.addAll(CallRules.check(descriptor, operation));
      problems.addAll(PageRules.check(operation));
    }
    return problems.stream().distinct().toList();
  }

  /** What only the types show that a descriptor without errors reaches. */
  public static List<Problem> of(Descriptor descriptor, Reach reach) {
    return PlaceRules.check(descriptor, reach);
  }

  public static List<Problem> of(RecordModel model) {
    List<Problem> problems = flaws(model.flaws());
    problems.addAll(ModelRules.check(model));
    problems.addAll(ObscuredRules.check(model));
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

  /** The problems of all types that a descriptor reaches; each type reports its own. */
  public static List<Problem> of(Reach reach) {
    return Stream.concat(
            reach.records().values().stream().flatMap(model -> of(model).stream()),
            Stream.concat(
                reach.enums().values().stream().flatMap(model -> of(model).stream()),
                reach.unions().values().stream().flatMap(model -> of(model).stream())))
        .toList();
  }

  public static List<Problem> of(Capability capability) {
    return flaws(capability.flaws());
  }

  public static List<Problem> of(Fakes fakes) {
    return flaws(fakes.flaws());
  }

  private static List<Problem> flaws(List<Flaw> flaws) {
    return flaws.stream()
        .map(flaw -> Problem.of(Rule.valueOf(flaw.kind().name()), flaw.origin(), flaw.args()))
        .collect(toCollection(ArrayList::new));
  }
}
