package io.grantwright.processor.read;

import static java.util.stream.Collectors.joining;

import io.grantwright.annotations.Naming.Case;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Component.Place;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.RecordModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** From records and enums to their models. */
final class ModelReader {
  private static final Map<String, Place> PLACES =
      Map.of(
          "Path", Place.PATH, "Query", Place.QUERY, "Header", Place.HEADER, "Field", Place.FIELD);

  private final Compilation compilation;
  private final ValueReader values;

  ModelReader(Compilation compilation, ValueReader values) {
    this.compilation = compilation;
    this.values = values;
  }

  RecordModel readRecord(TypeElement type) {
    Site site = site(type);
    List<Flaw> flaws = new ArrayList<>(flaws(type));
    Case naming = naming(site, Case.AS_WRITTEN, flaws);
    Map<String, Mark> notes = compilation.notes(type, "Companion");
    List<Component> components = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      components.add(component(type, component, naming, notes, flaws));
    }
    Optional<Mark> model = site.find("Model");
    return new RecordModel(
        Compilation.ref(type),
        compilation.visibility(type),
        components,
        model.filter(mark -> mark.flag("request")).isPresent(),
        model.filter(mark -> mark.flag("failure")).isPresent(),
        site.find("Status").map(status -> status.numbers("value")).orElse(List.of()),
        site.find("Status").map(status -> status.origin("value")).orElse(site.origin()),
        compilation.documentation(type, "Companion"),
        compilation.deprecations(
            Stream.concat(
                Stream.of(type),
                type.getRecordComponents().stream().map(RecordComponentElement::getAccessor))),
        flaws,
        site.origin());
  }

  EnumModel readEnum(TypeElement type) {
    Site site = site(type);
    List<Flaw> flaws = new ArrayList<>(flaws(type));
    Case naming = naming(site, Case.SNAKE, flaws);
    Map<String, Mark> notes = compilation.notes(type, "Companion");
    List<EnumModel.Constant> constants = new ArrayList<>();
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.ENUM_CONSTANT) {
        String name = member.getSimpleName().toString();
        Optional<Mark> named = site(member).find("Name");
        constants.add(
            new EnumModel.Constant(
                name,
                named.map(mark -> mark.text("value")).orElse(WireNames.ofConstant(naming, name)),
                Optional.ofNullable(notes.get(name))
                    .map(note -> note.text("documentation"))
                    .orElseGet(() -> compilation.documentation(member)),
                named.map(mark -> mark.origin("value")).orElse(site(member).origin())));
      }
    }
    return new EnumModel(
        Compilation.ref(type),
        compilation.visibility(type),
        constants,
        compilation.documentation(type, "Companion"),
        compilation.deprecations(Stream.of(type)),
        flaws,
        site.origin());
  }

  /** The flaws of a type that is neither a record nor an enum, though marked as a model. */
  RecordModel readOther(TypeElement type) {
    Flaw flaw =
        new Flaw(
            Flaw.Kind.NOT_A_MODEL,
            List.of(type.getSimpleName().toString()),
            site(type).find("Model").map(Mark::origin).orElse(site(type).origin()));
    return new RecordModel(
        Compilation.ref(type),
        compilation.visibility(type),
        List.of(),
        false,
        false,
        List.of(),
        site(type).origin(),
        "",
        List.of(),
        List.of(flaw),
        site(type).origin());
  }

  /** The style of names on the wire that a type asks for. */
  static Case naming(Site site, Case otherwise, List<Flaw> flaws) {
    Optional<Mark> naming = site.find("Naming");
    if (naming.isEmpty()) {
      return otherwise;
    }
    Optional<Case> style = naming.get().constant("value", Case.class);
    if (style.isEmpty()) {
      flaws.add(unknownConstant(naming.get(), "value", "@Naming", Case.values()));
    }
    return style.orElse(otherwise);
  }

  static Flaw unknownConstant(Mark mark, String member, String annotation, Enum<?>[] choices) {
    String known = Stream.of(choices).map(Enum::name).collect(joining(", "));
    return new Flaw(Flaw.Kind.UNKNOWN_CONSTANT, List.of(annotation, known), mark.origin(member));
  }

  private Component component(
      TypeElement record,
      RecordComponentElement element,
      Case naming,
      Map<String, Mark> notes,
      List<Flaw> flaws) {
    Site site = Site.ofComponent(compilation.elements(), record, element);
    String accessor = element.getSimpleName().toString();
    Optional<Mark> note = Optional.ofNullable(notes.get(accessor));
    boolean nullable = note.map(mark -> !mark.texts("nullable").isEmpty()).orElse(site.nullable());
    ValueReader.Value value =
        values.read(
            accessor, element.asType(), site, nullable, ValueReader.Joins.LISTS_OF_STRING, flaws);
    List<String> placed = PLACES.keySet().stream().filter(site::has).sorted().toList();
    if (placed.size() > 1) {
      flaws.add(new Flaw(Flaw.Kind.TWO_PLACES, placed.subList(0, 2), site.origin()));
    }
    Optional<Mark> place = placed.stream().findFirst().flatMap(site::find);
    Optional<Mark> named = site.find("Name");
    Optional<Mark> explicit = place.filter(mark -> !mark.text("value").isEmpty()).or(() -> named);
    return new Component(
        accessor,
        explicit.map(mark -> mark.text("value")).orElse(WireNames.of(naming, accessor)),
        named.map(mark -> mark.texts("aliases")).orElse(List.of()),
        value.type(),
        value.presence(),
        placed.isEmpty() ? Place.DEFAULT : PLACES.getOrDefault(placed.get(0), Place.DEFAULT),
        site.has("Sensitive") || value.type().sensitive(),
        note.map(mark -> mark.text("documentation"))
            .orElseGet(() -> compilation.documentationOf(accessor, record)),
        example(site),
        explicit.map(mark -> mark.origin("value")).orElse(site.origin()));
  }

  static Optional<Example> example(Site site) {
    return site.find("Example").map(mark -> new Example(mark.text("value"), mark.origin("value")));
  }

  private List<Flaw> flaws(TypeElement type) {
    List<Flaw> flaws = new ArrayList<>();
    List<String> name = List.of(type.getSimpleName().toString());
    if (compilation.hidden(type)) {
      flaws.add(new Flaw(Flaw.Kind.HIDDEN, name, site(type).origin()));
    }
    if (!type.getTypeParameters().isEmpty()) {
      flaws.add(new Flaw(Flaw.Kind.GENERIC, name, site(type).origin()));
    }
    return flaws;
  }

  private Site site(Element element) {
    return Site.of(compilation.elements(), element);
  }
}
