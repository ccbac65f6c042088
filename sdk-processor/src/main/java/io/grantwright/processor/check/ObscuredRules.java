package io.grantwright.processor.check;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Origin;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rules of names that would hide a package. Of two types with one simple name, generated code can
 * import one; the other stands there in full, and a variable goes before a package of its name (JLS
 * §6.4.2).
 */
final class ObscuredRules {
  /** What the methods of a companion have beside the components. */
  private static final List<String> OF_COMPANIONS =
      List.of(
          "reader", "member", "unknown", "headers", "body", "writer", "value", "fields", "element",
          "seen");

  private static final List<String> OF_DRAFTS =
      List.of("operations", "options", "draft", "element");
  private static final List<String> OF_CLIENTS = List.of("operations", "options", "pipeline");

  /** Those that generated code calls otherwise, whatever they are for. */
  private static final Set<String> RENAMED = Set.of("io", "java");

  private ObscuredRules() {}

  static List<Problem> check(RecordModel model) {
    Set<ClassRef> named = new TreeSet<>(Set.of(model.type()));
    model.components().forEach(each -> add(each.type(), named));
    Full full = Full.of(model.type().packageName(), named, named);
    List<Problem> problems = new ArrayList<>();
    for (Component component : model.components()) {
      full.check(component.accessor(), component.accessor(), component.origin(), problems);
    }
    OF_COMPANIONS.forEach(each -> full.check(each, "a variable", model.origin(), problems));
    return problems;
  }

  static List<Problem> check(Descriptor descriptor) {
    Set<ClassRef> answered = new TreeSet<>();
    Map<Operation, Set<ClassRef>> sent = new LinkedHashMap<>();
    Set<ClassRef> all = new TreeSet<>();
    for (Operation operation : descriptor.operations()) {
      addAnswers(operation, answered);
      Set<ClassRef> own = new TreeSet<>();
      operation.parameters().forEach(each -> add(each, own));
      sent.put(operation, own);
      all.addAll(own);
    }
    all.addAll(answered);
    String packageName = descriptor.type().packageName();
    List<Problem> problems = new ArrayList<>();
    Full inAnswers = Full.of(packageName, all, answered);
    OF_CLIENTS.forEach(each -> inAnswers.check(each, "a field", descriptor.origin(), problems));
    sent.forEach(
        (operation, own) -> {
          if (!ClassRef.ROOTS.contains(operation.id())) {
            inAnswers.check(operation.id(), operation.method(), operation.origin(), problems);
          }
          Full inDraft = Full.of(packageName, all, own);
          OF_DRAFTS.forEach(
              each -> inDraft.check(each, "a variable", operation.origin(), problems));
          for (Parameter parameter : operation.parameters()) {
            inDraft.check(parameter.name(), parameter.name(), parameter.origin(), problems);
          }
        });
    return problems;
  }

  /**
   * The types that are written in full, by the first names of their packages.
   *
   * @param others those with the same simple names
   */
  private record Full(Map<String, ClassRef> types, Map<ClassRef, ClassRef> others) {
    /**
     * @param named all types that a file names
     * @param here those of them that are named where variables are
     */
    static Full of(String packageName, Set<ClassRef> named, Set<ClassRef> here) {
      Map<String, ClassRef> types = new TreeMap<>();
      Map<ClassRef, ClassRef> others = new TreeMap<>();
      for (ClassRef type : here) {
        named.stream()
            .filter(each -> !each.packageName().equals(type.packageName()))
            .filter(each -> each.simpleNames().equals(type.simpleNames()))
            .findFirst()
            .filter(other -> !type.packageName().equals(packageName))
            .ifPresent(
                other -> {
                  types.putIfAbsent(type.packageName().split("\\.", 2)[0], type);
                  others.put(type, other);
                });
      }
      return new Full(types, others);
    }

    void check(String name, String what, Origin origin, List<Problem> problems) {
      ClassRef type = types.get(name);
      ClassRef other = type == null ? null : others.get(type);
      if (type != null && other != null && !RENAMED.contains(name)) {
        problems.add(
            Problem.of(
                Rule.OBSCURED,
                origin,
                what.equals(name) ? what : what + " of generated code, " + name + ",",
                name,
                type.canonicalName(),
                other.canonicalName()));
      }
    }
  }

  private static void add(Parameter parameter, Set<ClassRef> types) {
    if (parameter.placement() instanceof Placement.Group group) {
      types.add(group.model().type());
      group.model().components().stream()
          .filter(each -> !each.inBody())
          .forEach(each -> add(each.type(), types));
    } else {
      add(parameter.type(), types);
    }
  }

  private static void addAnswers(Operation operation, Set<ClassRef> types) {
    Result result =
        operation.result() instanceof Result.Paged paged ? paged.page() : operation.result();
    if (result instanceof Result.Json json) {
      add(json.type(), types);
    } else if (result instanceof Result.Events events) {
      add(events.data(), types);
    } else if (result instanceof Result.Statuses statuses) {
      statuses.members().forEach(each -> types.add(each.type()));
    }
    operation.failures().stream()
        .filter(each -> each.kind() == Failure.Kind.DECLARED)
        .forEach(each -> types.add(each.as()));
  }

  private static void add(ValueType type, Set<ClassRef> types) {
    if (type instanceof ValueType.Model model) {
      types.add(model.type());
    } else if (type instanceof ValueType.Union union) {
      types.add(union.type());
    } else if (type instanceof ValueType.Enumeration known) {
      types.add(known.type());
    } else if (type instanceof ValueType.OpenEnumeration open) {
      types.add(open.type());
    } else if (type instanceof ValueType.ListOf list) {
      add(list.element(), types);
    } else if (type instanceof ValueType.MapOf map) {
      add(map.value(), types);
    }
  }
}
