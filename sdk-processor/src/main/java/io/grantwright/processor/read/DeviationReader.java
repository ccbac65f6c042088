package io.grantwright.processor.read;

import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Pkce;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Authorizing;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** How a descriptor says that its provider differs from the standards. */
final class DeviationReader {
  private final Compilation compilation;
  private final Types types;

  DeviationReader(Compilation compilation, Types types) {
    this.compilation = compilation;
    this.types = types;
  }

  /** In an order that is always the same: by kind, and of each kind that of the source. */
  List<Deviation> deviations(Site site, List<Flaw> flaws) {
    List<Deviation> found = new ArrayList<>();
    for (Mark mark : site.all("Renamed")) {
      constants(mark, "in", "@Renamed", Message.class, flaws)
          .ifPresent(
              in ->
                  found.add(
                      new Deviation.Renamed(
                          mark.text("name"),
                          mark.text("to"),
                          in,
                          at(mark, "@Renamed", flaws),
                          mark.origin("to"),
                          mark.origin("name"))));
    }
    for (Mark mark : site.all("Omitted")) {
      found.add(
          new Deviation.Omitted(
              mark.texts("value"), at(mark, "@Omitted", flaws), mark.origin("value")));
    }
    for (Mark mark : site.all("Wrapped")) {
      found.add(
          new Deviation.Wrapped(
              mark.text("value"), at(mark, "@Wrapped", flaws), mark.origin("value")));
    }
    for (Mark mark : site.all("Textual")) {
      found.add(
          new Deviation.Textual(
              mark.texts("value"), at(mark, "@Textual", flaws), mark.origin("value")));
    }
    for (Mark mark : site.all("TokenTypes")) {
      found.add(
          new Deviation.TokenTypes(mark.flag("missing"), mark.texts("bearer"), mark.origin()));
    }
    for (Mark mark : site.all("Lifetime")) {
      constant(mark, "unit", "@Lifetime", Unit.class, flaws)
          .ifPresent(
              unit ->
                  found.add(
                      new Deviation.Lifetime(
                          unit,
                          mark.number("missing"),
                          mark.number("refreshWindow"),
                          mark.origin("missing"),
                          mark.origin("refreshWindow"),
                          mark.origin())));
    }
    for (Mark mark : site.all("Scopes")) {
      found.add(
          new Deviation.Scopes(
              mark.text("request"),
              mark.text("answer"),
              mark.flag("listed"),
              mark.flag("inCallback"),
              mark.origin("request"),
              mark.origin("answer"),
              mark.origin()));
    }
    for (Mark mark : site.all("AnsweredAs")) {
      found.add(
          new Deviation.AnsweredAs(
              mark.texts("value"), at(mark, "@AnsweredAs", flaws), mark.origin("value")));
    }
    for (Mark mark : site.all("ErrorsInSuccess")) {
      found.add(
          new Deviation.ErrorsInSuccess(
              mark.texts("none"), at(mark, "@ErrorsInSuccess", flaws), mark.origin()));
    }
    for (Mark mark : site.all("ErrorCode")) {
      constant(mark, "as", "@ErrorCode", Meaning.class, flaws)
          .ifPresent(
              meaning ->
                  found.add(
                      new Deviation.ErrorCode(
                          mark.text("value"),
                          mark.text("status"),
                          meaning,
                          at(mark, "@ErrorCode", flaws),
                          mark.origin("status"),
                          mark.origin("value"))));
    }
    return found;
  }

  Authorizing authorizing(Site site, List<Flaw> flaws) {
    Optional<Mark> pkce = site.find("Pkce");
    Optional<Mark> offline = site.find("OfflineAccess");
    return new Authorizing(
        pkce.flatMap(mark -> constant(mark, "value", "@Pkce", Pkce.Method.class, flaws))
            .orElse(Pkce.Method.S256),
        offline.map(mark -> mark.text("scope")).orElse(""),
        offline.map(mark -> mark.texts("parameters")).orElse(null),
        computed(site, "CallbackCheckedBy", "endpoint.CallbackCheck"),
        computed(site, "SecretBy", "auth.SecretMint"),
        offline.map(mark -> mark.origin("parameters")).orElse(null));
  }

  private Authorizing.@Nullable Computed computed(Site site, String annotation, String contract) {
    Optional<Mark> mark = site.find(annotation);
    if (mark.isEmpty()) {
      return null;
    }
    TypeMirror type = mark.get().type("value").orElseThrow(() -> new NotYetKnownException("value"));
    if (type.getKind() == TypeKind.ERROR) {
      throw new NotYetKnownException(TypeNames.written(type));
    }
    String name = contract.substring(contract.indexOf('.') + 1);
    return types.asElement(type) instanceof TypeElement element
        ? new Authorizing.Computed(
            Compilation.ref(element),
            isMade(element) && is(type, "io.grantwright.runtime." + contract),
            name,
            mark.get().origin("value"))
        : null;
  }

  /** Whether generated code can make one. */
  private boolean isMade(TypeElement type) {
    return type.getKind().isClass()
        && !type.getModifiers().contains(Modifier.ABSTRACT)
        && (type.getNestingKind().isNested() ? type.getModifiers().contains(Modifier.STATIC) : true)
        && !compilation.hidden(type)
        && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(DeviationReader::isPlain);
  }

  private static boolean isPlain(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty()
        && !constructor.getModifiers().contains(Modifier.PRIVATE);
  }

  private boolean is(TypeMirror type, String name) {
    return types.asElement(type) instanceof TypeElement element
        && (element.getQualifiedName().contentEquals(name)
            || types.directSupertypes(type).stream().anyMatch(above -> is(above, name)));
  }

  private static List<Role> at(Mark mark, String annotation, List<Flaw> flaws) {
    return constants(mark, "at", annotation, Role.class, flaws).orElse(List.of());
  }

  private static <E extends Enum<E>> Optional<List<E>> constants(
      Mark mark, String member, String annotation, Class<E> type, List<Flaw> flaws) {
    Optional<List<E>> known = mark.constants(member, type);
    if (known.isEmpty()) {
      flaws.add(ModelReader.unknownConstant(mark, member, annotation, type.getEnumConstants()));
    }
    return known;
  }

  private static <E extends Enum<E>> Optional<E> constant(
      Mark mark, String member, String annotation, Class<E> type, List<Flaw> flaws) {
    Optional<E> known = mark.constant(member, type);
    if (known.isEmpty()) {
      flaws.add(ModelReader.unknownConstant(mark, member, annotation, type.getEnumConstants()));
    }
    return known;
  }
}
