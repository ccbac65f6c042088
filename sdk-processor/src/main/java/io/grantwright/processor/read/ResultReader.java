package io.grantwright.processor.read;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.PagePath;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Turning;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.BinaryKind;
import io.grantwright.processor.model.ValueType.TextKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** From return types to results. */
final class ResultReader {
  private static final String EVENT_STREAM = "io.grantwright.runtime.call.EventStream";

  private static final String PAGES = "io.grantwright.runtime.call.Pages";

  /** How many records inside of one another a path of a page leads through. */
  private static final int DEEPEST = 3;

  private final Compilation compilation;
  private final Types types;
  private final ValueReader values;
  private final ModelReader models;

  ResultReader(Compilation compilation, Types types, ValueReader values, ModelReader models) {
    this.compilation = compilation;
    this.types = types;
    this.values = values;
    this.models = models;
  }

  Result read(TypeMirror type, Site site) {
    if (type.getKind() == TypeKind.VOID || ValueReader.isNamed(type, "java.lang.Void")) {
      return type.getKind() == TypeKind.VOID
          ? new Result.Nothing()
          : new Result.Unsupported("Void", "return void");
    }
    if (type.getKind() == TypeKind.DECLARED
        && types.asElement(type) instanceof TypeElement element
        && isSealedOfMany(element)) {
      Set<TypeElement> permitted = new LinkedHashSet<>();
      addPermitted(element, new HashSet<>(), permitted);
      return permitted.stream().allMatch(ResultReader::isRecord)
          ? new Result.Statuses(Compilation.ref(element), members(permitted, site))
          : new Result.Unsupported(
              TypeNames.written(type), "let it permit records without type parameters only");
    }
    if (isPages(type)) {
      return pages((DeclaredType) type, site);
    }
    if (isEvents(type)) {
      return events((DeclaredType) type, site);
    }
    ValueType value = values.read(type);
    if (value instanceof ValueType.Binary binary && binary.kind() != BinaryKind.UPLOAD) {
      return new Result.Body(
          binary.kind() == BinaryKind.BYTES ? Result.Body.Kind.BYTES : Result.Body.Kind.DOWNLOAD);
    }
    if (value.equals(new ValueType.Text(TextKind.STRING))) {
      return new Result.Body(Result.Body.Kind.TEXT);
    }
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

  boolean isPages(TypeMirror type) {
    return ValueReader.isNamed(type, PAGES);
  }

  private Result pages(DeclaredType type, Site site) {
    if (type.getTypeArguments().isEmpty()) {
      return new Result.Unsupported(TypeNames.written(type), ValueType.Reason.RAW.instead());
    }
    TypeMirror written = type.getTypeArguments().get(0);
    Result page = read(written, site);
    if (!(page instanceof Result.Json json)) {
      return new Result.Unsupported(
          TypeNames.written(type), "make the page a record, or a List of the items");
    }
    List<PagePath> paths = new ArrayList<>();
    if (json.type() instanceof ValueType.Model) {
      addPaths((TypeElement) types.asElement(written), List.of(), paths);
    }
    return new Result.Paged(
        json, values.read(type.getTypeArguments().get(1)), paths, turning(site).orElse(null));
  }

  /** Those of a record, and of the records in it: an envelope in an envelope is deep enough. */
  private void addPaths(TypeElement record, List<Component> above, List<PagePath> paths) {
    for (Component component : models.readRecord(record).components()) {
      List<Component> steps = Stream.concat(above.stream(), Stream.of(component)).toList();
      paths.add(new PagePath(steps));
      if (steps.size() < DEEPEST
          && component.type() instanceof ValueType.Model model
          && model.modelled()
          && component.presence() != Presence.MAYBE) {
        TypeElement inner = compilation.elements().getTypeElement(model.type().canonicalName());
        if (inner == null) {
          throw new NotYetKnownException(model.type().canonicalName());
        }
        addPaths(inner, steps, paths);
      }
    }
  }

  private static Optional<Turning> turning(Site site) {
    Optional<Turning> byCursor =
        site.find("PagedByCursor")
            .map(
                mark ->
                    new Turning.ByCursor(
                        mark.text("items"),
                        mark.origin("items"),
                        mark.text("next"),
                        mark.origin("next"),
                        mark.text("parameter"),
                        mark.origin("parameter")));
    Optional<Turning> byNumber =
        site.find("PagedByNumber")
            .map(
                mark ->
                    new Turning.ByNumber(
                        mark.text("items"),
                        mark.origin("items"),
                        mark.text("parameter"),
                        mark.origin("parameter"),
                        mark.number("first"),
                        mark.text("last"),
                        mark.origin("last"),
                        mark.text("more"),
                        mark.origin("more")));
    Optional<Turning> byLink =
        site.find("PagedByLink")
            .map(mark -> new Turning.ByLink(mark.text("items"), mark.origin("items")));
    return byCursor.or(() -> byNumber).or(() -> byLink);
  }

  boolean isEvents(TypeMirror type) {
    return ValueReader.isNamed(type, EVENT_STREAM);
  }

  private Result events(DeclaredType type, Site site) {
    if (type.getTypeArguments().isEmpty()) {
      return new Result.Unsupported(TypeNames.written(type), ValueType.Reason.RAW.instead());
    }
    return new Result.Events(
        values.read(type.getTypeArguments().get(0)),
        site.find("Events").map(mark -> mark.text("end")).orElse(null));
  }

  private List<Integer> statuses(TypeElement record, ValueType.Model model) {
    return model.modelled()
        ? Site.of(compilation.elements(), record)
            .find("Status")
            .map(status -> status.numbers("value"))
            .orElse(List.of())
        : List.of();
  }

  private List<Result.Member> members(Set<TypeElement> records, Site site) {
    List<Result.Member> members = new ArrayList<>();
    for (TypeElement record : records) {
      members.add(
          new Result.Member(
              Compilation.ref(record),
              Site.of(compilation.elements(), record)
                  .find("Status")
                  .map(status -> status.numbers("value"))
                  .orElse(List.of()),
              Site.of(compilation.elements(), record).has("Status"),
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

  private boolean isSealedOfMany(TypeElement type) {
    return type.getKind() == ElementKind.INTERFACE
        && type.getTypeParameters().isEmpty()
        && !type.getPermittedSubclasses().isEmpty()
        && !Site.of(compilation.elements(), type).has("Discriminator");
  }

  /** Adds what is permitted, that of sealed interfaces in it included. */
  private void addPermitted(TypeElement sealed, Set<TypeElement> seen, Set<TypeElement> permitted) {
    if (seen.add(sealed)) {
      for (TypeMirror each : sealed.getPermittedSubclasses()) {
        if (types.asElement(each) instanceof TypeElement type && isSealedOfMany(type)) {
          addPermitted(type, seen, permitted);
        } else if (types.asElement(each) instanceof TypeElement type) {
          permitted.add(type);
        }
      }
    }
  }

  private static boolean isRecord(TypeElement type) {
    return type.getKind() == ElementKind.RECORD && type.getTypeParameters().isEmpty();
  }
}
