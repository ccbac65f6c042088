package io.grantwright.processor.read;

import io.grantwright.processor.model.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** One annotation of the vocabulary, with its defaults, and where it stands. */
final class Mark {
  private final AnnotationMirror mirror;
  private final Map<String, AnnotationValue> values = new TreeMap<>();
  private final Site site;

  Mark(AnnotationMirror mirror, Site site, Elements elements) {
    this.mirror = mirror;
    this.site = site;
    elements
        .getElementValuesWithDefaults(mirror)
        .forEach((member, value) -> values.put(member.getSimpleName().toString(), value));
  }

  String text(String member) {
    return writable(String.valueOf(value(member)), member);
  }

  boolean flag(String member) {
    return Boolean.TRUE.equals(value(member));
  }

  long number(String member) {
    return value(member) instanceof Number number ? number.longValue() : 0;
  }

  double decimal(String member) {
    return value(member) instanceof Number number ? number.doubleValue() : 0;
  }

  List<String> texts(String member) {
    return elements(member).map(each -> writable(String.valueOf(each), member)).toList();
  }

  /** No source that is generated could hold these: JavaPoet breaks its lines at them. */
  private String writable(String text, String member) {
    if (text.indexOf('\u2028') >= 0 || text.indexOf('\u2029') >= 0) {
      throw new UnwritableException(origin(member));
    }
    return text;
  }

  List<Integer> numbers(String member) {
    return elements(member).filter(Integer.class::isInstance).map(Integer.class::cast).toList();
  }

  /** The constant of that name; empty where javac does not know what is written. */
  <E extends Enum<E>> Optional<E> constant(String member, Class<E> type) {
    return constantOf(value(member), type);
  }

  /** The constants of those names; empty where javac does not know one of them. */
  <E extends Enum<E>> Optional<List<E>> constants(String member, Class<E> type) {
    List<Object> written = elements(member).toList();
    List<E> known = written.stream().flatMap(value -> constantOf(value, type).stream()).toList();
    return known.size() == written.size() ? Optional.of(known) : Optional.empty();
  }

  /** The class that is named; empty where javac does not know it. */
  Optional<TypeMirror> type(String member) {
    return value(member) instanceof TypeMirror type ? Optional.of(type) : Optional.empty();
  }

  /** The classes that are named, in the order of the source; empty where javac misses one. */
  Optional<List<TypeMirror>> types(String member) {
    List<Object> written = elements(member).toList();
    List<TypeMirror> known =
        written.stream().filter(TypeMirror.class::isInstance).map(TypeMirror.class::cast).toList();
    return known.size() == written.size() ? Optional.of(known) : Optional.empty();
  }

  List<Mark> nested(String member, Elements elements) {
    return elements(member)
        .filter(AnnotationMirror.class::isInstance)
        .map(nested -> new Mark((AnnotationMirror) nested, site, elements))
        .toList();
  }

  Origin origin() {
    return site.origin(mirror, null);
  }

  Origin origin(String member) {
    return site.origin(mirror, values.get(member));
  }

  /** Where each member stands, by its name. */
  Map<String, Origin> origins() {
    Map<String, Origin> origins = new TreeMap<>();
    values.keySet().forEach(member -> origins.put(member, origin(member)));
    return origins;
  }

  private @Nullable Object value(String member) {
    AnnotationValue value = values.get(member);
    return value == null ? null : value.getValue();
  }

  private Stream<Object> elements(String member) {
    Object value = value(member);
    if (value instanceof List<?> list) {
      return list.stream().map(element -> ((AnnotationValue) element).getValue());
    }
    return value == null ? Stream.empty() : Stream.of(value);
  }

  private static <E extends Enum<E>> Optional<E> constantOf(@Nullable Object value, Class<E> type) {
    if (!(value instanceof VariableElement constant)) {
      return Optional.empty();
    }
    return Stream.of(type.getEnumConstants())
        .filter(known -> constant.getSimpleName().contentEquals(known.name()))
        .findFirst();
  }
}
