package io.grantwright.processor.check;

import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules of unions: each variant is a record, and is told apart from the others. */
final class UnionRules {
  private UnionRules() {}

  static List<Problem> check(UnionModel union) {
    List<Problem> problems = new ArrayList<>();
    WireSyntax.name(union.discriminator(), false, union.discriminatorOrigin())
        .ifPresent(problems::add);
    UnnamedPackage.check(union.type(), union.origin()).ifPresent(problems::add);
    if (union.type().simpleNames().equals(List.of("Factory"))) {
      problems.add(Problem.of(Rule.NAME_INHERITED, union.origin(), "Factory"));
    }
    Map<String, String> names = new TreeMap<>();
    String otherwise = "";
    for (UnionModel.Variant variant : union.variants()) {
      String type = variant.type().simpleName();
      if (!variant.modelled()) {
        problems.add(
            Problem.of(Rule.UNION_MEMBER, variant.origin(), type, union.type().simpleName()));
        continue;
      }
      boolean kept = variant.keeper().filter(UnionRules::keeps).isPresent();
      if (variant.otherwise()) {
        if (!otherwise.isEmpty()) {
          problems.add(Problem.of(Rule.UNION_OTHERWISE, variant.origin(), otherwise, type));
        }
        otherwise = type;
        if (!kept) {
          problems.add(
              Problem.of(Rule.DISCRIMINATOR_KEPT, variant.origin(), type, union.discriminator()));
        }
        continue;
      }
      if (variant.keeper().isPresent() && !kept) {
        problems.add(
            Problem.of(Rule.DISCRIMINATOR_KEPT, variant.origin(), type, union.discriminator()));
      }
      for (String name : variant.names()) {
        String other = names.putIfAbsent(name, type);
        if (other != null) {
          problems.add(Problem.of(Rule.VARIANT_TWICE, variant.origin(), other, type, name));
        }
      }
    }
    return problems;
  }

  private static boolean keeps(Component component) {
    return component.presence() == Presence.REQUIRED
        && component.type().equals(new ValueType.Text(TextKind.STRING));
  }
}
