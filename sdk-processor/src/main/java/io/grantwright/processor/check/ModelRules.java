package io.grantwright.processor.check;

import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rules of records and enums. */
final class ModelRules {
  private ModelRules() {}

  static List<Problem> check(RecordModel model) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> names = new TreeMap<>();
    String collector = "";
    Capacity.check(model).ifPresent(problems::add);
    UnnamedPackage.check(model.type(), model.origin()).ifPresent(problems::add);
    if (model.request()) {
      checkAlike(model, problems);
    }
    if (model.type().simpleNames().equals(List.of("Factory"))) {
      problems.add(Problem.of(Rule.NAME_INHERITED, model.origin(), "Factory"));
    }
    for (Component component : model.components()) {
      String name = component.accessor();
      if (!isCollector(component)) {
        problems.addAll(TypeRules.check(name, component.type(), component.origin()));
      }
      problems.addAll(TypeRules.checkOwned(name, component.type(), component.origin()));
      problems.addAll(checkPlace(component));
      if (component.presence() == Presence.MAYBE && !component.inBody()) {
        problems.add(Problem.of(Rule.MAYBE_PLACE, component.origin(), name));
      }
      ExampleRules.check(name, component.type(), component.example()).ifPresent(problems::add);
      if (component.sensitive() && !component.type().sensitive()) {
        problems.add(
            Problem.of(
                Rule.SENSITIVE_COMPONENT, component.origin(), name, model.type().simpleName()));
      }
      if (component.type() instanceof ValueType.UnknownMembers) {
        if (!collector.isEmpty()) {
          problems.add(Problem.of(Rule.UNKNOWN_MEMBERS_TWICE, component.origin(), name, collector));
        }
        collector = name;
      } else {
        problems.addAll(names(component, names));
      }
    }
    if (model.statuses().isEmpty() && !model.statusOrigin().equals(model.origin())) {
      problems.add(Problem.of(Rule.STATUS_NONE, model.statusOrigin(), model.type().simpleName()));
    }
    for (int status : model.statuses()) {
      if (!WireSyntax.isStatus(Integer.toString(status))) {
        problems.add(
            Problem.of(Rule.STATUS_SYNTAX, model.statusOrigin(), Integer.toString(status)));
      }
    }
    return problems;
  }

  static List<Problem> check(EnumModel model) {
    List<Problem> problems = new ArrayList<>();
    UnnamedPackage.check(model.type(), model.origin()).ifPresent(problems::add);
    Map<String, String> names = new TreeMap<>();
    for (EnumModel.Constant constant : model.constants()) {
      WireSyntax.name(constant.wireName(), false, constant.origin()).ifPresent(problems::add);
      String other = names.putIfAbsent(constant.wireName(), constant.name());
      if (other != null) {
        problems.add(
            Problem.of(
                Rule.NAME_TWICE, constant.origin(), constant.name(), other, constant.wireName()));
      }
    }
    return problems;
  }

  /** The builder names its stages and methods by components with a capital in front. */
  private static void checkAlike(RecordModel model, List<Problem> problems) {
    Map<String, String> alike = new TreeMap<>();
    for (Component component : model.components()) {
      String name = component.accessor();
      String other =
          alike.putIfAbsent(
              name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), name);
      if (other != null) {
        problems.add(Problem.of(Rule.ALIKE, component.origin(), other, name));
      }
    }
  }

  private static boolean isCollector(Component component) {
    return component.type() instanceof ValueType.UnknownMembers
        && component.presence() == Presence.REQUIRED
        && component.inBody();
  }

  private static List<Problem> checkPlace(Component component) {
    if (component.inBody()) {
      return List.of();
    }
    String name = component.accessor();
    if (component.place() == Component.Place.HEADER
        && component.type() instanceof ValueType.ListOf) {
      return List.of(Problem.of(Rule.HEADER_LIST, component.origin(), name));
    }
    String place = "the " + component.place().name().toLowerCase(Locale.ROOT);
    return TypeRules.checkText(name, component.type(), place, component.origin());
  }

  private static List<Problem> names(Component component, Map<String, String> names) {
    List<Problem> problems = new ArrayList<>();
    boolean header = component.place() == Component.Place.HEADER;
    String place = component.inBody() ? "" : component.place().name();
    for (String name :
        Stream.concat(Stream.of(component.wireName()), component.aliases().stream()).toList()) {
      WireSyntax.name(name, header, component.origin()).ifPresent(problems::add);
      String other = names.putIfAbsent(place + " " + name, component.accessor());
      if (other != null) {
        problems.add(
            Problem.of(Rule.NAME_TWICE, component.origin(), component.accessor(), other, name));
      }
    }
    return problems;
  }
}
