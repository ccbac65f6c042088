package io.grantwright.processor.read;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import io.grantwright.annotations.Naming.Case;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Component.Place;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** From records and enums to their models. */
final class ModelReader {
  private static final Map<String, Place> PLACES =
      Map.of(
          "Path", Place.PATH, "Query", Place.QUERY, "Header", Place.HEADER, "Field", Place.FIELD);

  private final Compilation compilation;
  private final ValueReader values;
  private final Sight sight;

  /** Each type is read once in a round, however many descriptors reach it. */
  private final Map<TypeElement, RecordModel> records = new HashMap<>();

  ModelReader(Compilation compilation, ValueReader values) {
    this.compilation = compilation;
    this.values = values;
    this.sight = new Sight(compilation);
  }

  RecordModel readRecord(TypeElement type) {
    RecordModel known = records.get(type);
    if (known == null) {
      known = read(type);
      records.put(type, known);
    }
    return known;
  }

  private RecordModel read(TypeElement type) {
    Site site = site(type);
    List<Flaw> flaws = new ArrayList<>(flaws(type));
    List<Component> components = components(type, flaws);
    Optional<Mark> model = site.find("Model");
    List<TypeElement> unions = unions(type);
    if (unions.isEmpty()) {
      site.find("Variant")
          .ifPresent(
              variant ->
                  flaws.add(
                      new Flaw(
                          Flaw.Kind.VARIANT_OUTSIDE,
                          List.of(type.getSimpleName().toString()),
                          variant.origin())));
    }
    misplacedDiscriminator(type, flaws);
    return new RecordModel(
        Compilation.ref(type),
        compilation.visibility(type),
        components,
        model.filter(mark -> mark.flag("request")).isPresent(),
        model.filter(mark -> mark.flag("failure")).isPresent(),
        tags(type, unions, components),
        site.find("Status").map(status -> status.numbers("value")).orElse(List.of()),
        site.find("Status").map(status -> status.origin("value")).orElse(site.origin()),
        compilation.documentation(type, "Companion"),
        compilation.deprecations(
            Stream.concat(
                Stream.of(type),
                type.getRecordComponents().stream()
                    .map(RecordComponentElement::getAccessor)
                    .filter(Objects::nonNull))),
        flaws,
        site.origin());
  }

  UnionModel readUnion(TypeElement type) {
    Site site = site(type);
    Mark discriminator = site.find("Discriminator").orElseThrow();
    List<Flaw> flaws = new ArrayList<>(flaws(type));
    misplacedDiscriminator(type, flaws);
    naming(site, Case.SNAKE, flaws);
    String name = discriminator.text("value");
    return new UnionModel(
        Compilation.ref(type),
        compilation.visibility(type),
        name,
        permitted(type).stream().map(variant -> variant(variant, type, name, site)).toList(),
        compilation.documentation(type, "Companion"),
        compilation.deprecations(Stream.concat(Stream.of(type), permitted(type).stream())),
        flaws,
        discriminator.origin("value"),
        site.origin());
  }

  private UnionModel.Variant variant(
      TypeElement type, TypeElement union, String discriminator, Site site) {
    boolean record = type.getKind() == ElementKind.RECORD && type.getTypeParameters().isEmpty();
    Optional<Component> keeper =
        record
            ? components(type, new ArrayList<>()).stream()
                .filter(each -> each.inBody() && each.wireName().equals(discriminator))
                .findFirst()
            : Optional.empty();
    return new UnionModel.Variant(
        Compilation.ref(type),
        variantNames(type, union),
        isOtherwise(type),
        record && compilation.modelled(type),
        keeper,
        compilation.isSource(type) ? site(type).origin() : site.origin());
  }

  /** In an order that is the same for each compiler. */
  private List<TypeElement> permitted(TypeElement union) {
    return union.getPermittedSubclasses().stream()
        .map(each -> (TypeElement) ((DeclaredType) each).asElement())
        .sorted(comparing(each -> Compilation.ref(each)))
        .toList();
  }

  private List<String> variantNames(TypeElement record, TypeElement union) {
    List<String> names =
        site(record).find("Variant").map(mark -> mark.texts("value")).orElse(List.of());
    Case style = naming(site(union), Case.SNAKE, new ArrayList<>());
    return names.isEmpty()
        ? List.of(WireNames.of(style, record.getSimpleName().toString()))
        : names;
  }

  private boolean isOtherwise(TypeElement record) {
    return site(record).find("Variant").filter(mark -> mark.flag("otherwise")).isPresent();
  }

  /** The unions that a record belongs to. */
  private List<TypeElement> unions(TypeElement record) {
    return record.getInterfaces().stream()
        .filter(DeclaredType.class::isInstance)
        .map(each -> (TypeElement) ((DeclaredType) each).asElement())
        .filter(each -> site(each).has("Discriminator"))
        .toList();
  }

  private List<RecordModel.Tag> tags(
      TypeElement record, List<TypeElement> unions, List<Component> components) {
    return isOtherwise(record)
        ? List.of()
        : unions.stream()
            .map(
                union ->
                    new RecordModel.Tag(
                        site(union).find("Discriminator").orElseThrow().text("value"),
                        variantNames(record, union).get(0)))
            .filter(
                tag -> components.stream().noneMatch(each -> each.wireName().equals(tag.name())))
            .distinct()
            .toList();
  }

  private void misplacedDiscriminator(TypeElement type, List<Flaw> flaws) {
    if (type.getPermittedSubclasses().isEmpty()) {
      site(type)
          .find("Discriminator")
          .ifPresent(
              mark ->
                  flaws.add(
                      new Flaw(
                          Flaw.Kind.DISCRIMINATOR_PLACE,
                          List.of(type.getSimpleName().toString()),
                          mark.origin())));
    }
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

  private List<Component> components(TypeElement type, List<Flaw> flaws) {
    Case naming = naming(site(type), Case.AS_WRITTEN, flaws);
    Map<String, Mark> notes = compilation.notes(type, "Companion");
    List<Component> components = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      sight.check(
          Compilation.ref(type).packageName(),
          component.asType(),
          Site.ofComponent(compilation.elements(), type, component),
          flaws);
      components.add(component(type, component, naming, notes, flaws));
    }
    return components;
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
