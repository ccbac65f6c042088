package io.grantwright.processor.read;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** From return types to results. */
final class ResultReader {
  private final Compilation compilation;
  private final Types types;
  private final ValueReader values;

  ResultReader(Compilation compilation, Types types, ValueReader values) {
    this.compilation = compilation;
    this.types = types;
    this.values = values;
  }

  Result read(TypeMirror type, Site site) {
    if (type.getKind() == TypeKind.VOID || ValueReader.isNamed(type, "java.lang.Void")) {
      return type.getKind() == TypeKind.VOID
          ? new Result.Nothing()
          : new Result.Unsupported("Void", "return void");
    }
    if (type.getKind() == TypeKind.DECLARED
        && types.asElement(type) instanceof TypeElement element
        && isSealedOfRecords(element)
        && !Site.of(compilation.elements(), element).has("Discriminator")) {
      return new Result.Statuses(Compilation.ref(element), members(element, site));
    }
    ValueType value = values.read(type);
    if (value instanceof ValueType.Model model) {
      return new Result.Json(value, statuses((TypeElement) types.asElement(type), model));
    }
    if (value instanceof ValueType.ListOf
        || value instanceof ValueType.MapOf
        || value instanceof ValueType.Union
        || value instanceof ValueType.AnyJson) {
      return new Result.Json(value, List.of());
    }
    if (value instanceof ValueType.Foreign foreign) {
      return new Result.Foreign(foreign.type());
    }
    return new Result.Unsupported(
        TypeNames.written(type),
        value instanceof ValueType.Unsupported unsupported
            ? unsupported.reason().instead()
            : "return a record, a List or a Map, or void");
  }

  private List<Integer> statuses(TypeElement record, ValueType.Model model) {
    return model.modelled()
        ? Site.of(compilation.elements(), record)
            .find("Status")
            .map(status -> status.numbers("value"))
            .orElse(List.of())
        : List.of();
  }

  private List<Result.Member> members(TypeElement sealed, Site site) {
    List<Result.Member> members = new ArrayList<>();
    for (TypeMirror permitted : sealed.getPermittedSubclasses()) {
      TypeElement record = (TypeElement) types.asElement(permitted);
      members.add(
          new Result.Member(
              Compilation.ref(record),
              Site.of(compilation.elements(), record)
                  .find("Status")
                  .map(status -> status.numbers("value"))
                  .orElse(List.of()),
              compilation.modelled(record),
              compilation.isSource(record)
                  ? Site.of(compilation.elements(), record).origin()
                  : site.origin()));
    }
    // Not every compiler gives those that are only implied in the order of the source.
    members.sort(
        comparing(
                (Result.Member member) -> member.statuses().stream().min(naturalOrder()).orElse(0))
            .thenComparing(Result.Member::type));
    return members;
  }

  private boolean isSealedOfRecords(TypeElement type) {
    List<? extends TypeMirror> permitted = type.getPermittedSubclasses();
    return type.getKind() == ElementKind.INTERFACE
        && type.getTypeParameters().isEmpty()
        && !permitted.isEmpty()
        && permitted.stream()
            .allMatch(
                each ->
                    types.asElement(each) instanceof TypeElement member
                        && member.getKind() == ElementKind.RECORD
                        && member.getTypeParameters().isEmpty());
  }
}
