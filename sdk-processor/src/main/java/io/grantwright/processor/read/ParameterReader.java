package io.grantwright.processor.read;

import io.grantwright.annotations.Naming.Case;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** From the parameters of methods to their places. */
final class ParameterReader {
  private static final String CALL_OPTIONS = "io.grantwright.runtime.call.CallOptions";
  private static final List<String> PLACES = List.of("Body", "Field", "Header", "Path", "Query");

  private final Compilation compilation;
  private final Types types;
  private final ValueReader values;
  private final ModelReader models;

  ParameterReader(Compilation compilation, Types types, ValueReader values, ModelReader models) {
    this.compilation = compilation;
    this.types = types;
    this.values = values;
    this.models = models;
  }

  /**
   * Whether a method says that its request has a body, which is worth something where most have
   * none.
   */
  boolean saysBody(Methods.Method method, Site site) {
    return Stream.of("FormBody", "JsonBody", "Multipart").anyMatch(site::has)
        || method.element().getParameters().stream()
            .map(site::part)
            .anyMatch(each -> each.has("Body") || each.has("Field"));
  }

  List<Parameter> read(
      Methods.Method method,
      Site site,
      String signature,
      boolean bodiless,
      Case naming,
      List<Flaw> flaws) {
    Optional<Mark> note =
        Optional.ofNullable(compilation.notes(method.owner(), "Description").get(signature));
    List<Parameter> read = new ArrayList<>();
    for (int i = 0; i < method.element().getParameters().size(); i++) {
      VariableElement element = method.element().getParameters().get(i);
      List<String> names = note.map(mark -> mark.texts("parameters")).orElse(List.of());
      String name = i < names.size() ? names.get(i) : element.getSimpleName().toString();
      Site parameter = site.part(element);
      boolean nullable =
          note.map(mark -> mark.texts("nullable").contains(name)).orElse(parameter.nullable());
      TypeMirror type = method.type().getParameterTypes().get(i);
      boolean parts = site.has("Multipart");
      read.add(parameter(name, type, parameter, nullable, bodiless, parts, naming, flaws));
    }
    return read;
  }

  private Parameter parameter(
      String name,
      TypeMirror type,
      Site site,
      boolean nullable,
      boolean bodiless,
      boolean parts,
      Case naming,
      List<Flaw> flaws) {
    if (ValueReader.isNamed(type, CALL_OPTIONS)) {
      return new Parameter(
          name,
          values.read(type),
          Presence.REQUIRED,
          new Placement.CallOptions(),
          false,
          Optional.empty(),
          site.origin());
    }
    ValueReader.Value value =
        values.read(name, type, site, nullable, ValueReader.Joins.LISTS_OF_TEXTS, flaws);
    List<String> placed = PLACES.stream().filter(site::has).toList();
    if (placed.size() > 1) {
      flaws.add(new Flaw(Flaw.Kind.TWO_PLACES, placed.subList(0, 2), site.origin()));
    }
    String place = placed.isEmpty() ? "" : placed.get(0);
    Optional<Mark> explicit =
        site.find(place.isEmpty() || place.equals("Body") ? "Name" : place)
            .filter(mark -> !mark.text("value").isEmpty())
            .or(() -> site.find("Name"));
    Placement placement =
        placement(
            place,
            explicit.map(mark -> mark.text("value")).orElse(WireNames.of(naming, name)),
            value.type(),
            type,
            bodiless,
            parts);
    if (explicit.isEmpty() && name.matches("arg[0-9]+") && needsName(placement)) {
      flaws.add(new Flaw(Flaw.Kind.PARAMETER_NAME_LOST, List.of(name), site.origin()));
    }
    return new Parameter(
        name,
        value.type(),
        value.presence(),
        placement,
        site.has("Sensitive") || value.type().sensitive(),
        ModelReader.example(site),
        explicit
            .map(mark -> mark.origin("value"))
            .or(() -> site.find(place).map(Mark::origin))
            .orElse(site.origin()));
  }

  private Placement placement(
      String place,
      String name,
      ValueType value,
      TypeMirror type,
      boolean bodiless,
      boolean parts) {
    return switch (place) {
      case "Path" -> new Placement.Path(name);
      case "Query" -> new Placement.Query(name);
      case "Header" -> new Placement.Header(name);
      case "Field" -> new Placement.Field(name);
      // A record that is said to be the body must not end up in the query.
      case "Body" -> bodiless ? new Placement.JsonBody() : body(value, type);
      default ->
          value instanceof ValueType.Model
                  || (!parts
                      && (value instanceof ValueType.Union || value instanceof ValueType.Binary))
              ? body(value, type)
              : bodiless ? new Placement.Query(name) : new Placement.Field(name);
    };
  }

  private Placement body(ValueType value, TypeMirror type) {
    if (value instanceof ValueType.Model) {
      return new Placement.Group(models.readRecord(recordIn(type)));
    }
    if (value instanceof ValueType.Binary) {
      return new Placement.Upload();
    }
    return value instanceof ValueType.Foreign
        ? new Placement.ForeignBody()
        : new Placement.JsonBody();
  }

  private TypeElement recordIn(TypeMirror type) {
    TypeMirror record =
        ValueReader.isNamed(type, "java.util.Optional")
                || ValueReader.isNamed(type, "io.grantwright.runtime.json.Maybe")
            ? ((DeclaredType) type).getTypeArguments().get(0)
            : type;
    return (TypeElement) types.asElement(record);
  }

  private static boolean needsName(Placement placement) {
    return placement instanceof Placement.Path
        || placement instanceof Placement.Query
        || placement instanceof Placement.Header
        || placement instanceof Placement.Field;
  }
}
