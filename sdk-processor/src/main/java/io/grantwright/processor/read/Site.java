package io.grantwright.processor.read;

import io.grantwright.processor.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * An element of the source: its annotations, and where problems about it are reported.
 *
 * <p>A record component is its field first, whose place in the source javac knows, and then the
 * component itself and its accessor: javac 17 does not read the annotations of components from
 * class files.
 */
final class Site {
  private static final String VOCABULARY = "io.grantwright.annotations.";

  private final Elements elements;
  private final List<? extends Element> carriers;
  private final Element reported;
  private final String inherited;

  private Site(
      Elements elements, List<? extends Element> carriers, Element reported, String inherited) {
    this.elements = elements;
    this.carriers = carriers;
    this.reported = reported;
    this.inherited = inherited;
  }

  static Site of(Elements elements, Element element) {
    return new Site(elements, List.of(element), element, "");
  }

  /** An element whose problems are reported on the descriptor that inherits it. */
  static Site inherited(Elements elements, Element element, Element descriptor, String member) {
    return new Site(elements, List.of(element), descriptor, member);
  }

  static Site ofComponent(Elements elements, TypeElement record, RecordComponentElement component) {
    List<Element> carriers = new ArrayList<>();
    record.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.FIELD)
        .filter(member -> member.getSimpleName().equals(component.getSimpleName()))
        .forEach(carriers::add);
    carriers.add(component);
    // There is none where the name is not allowed, such as hashCode: javac says so.
    if (component.getAccessor() != null) {
      carriers.add(component.getAccessor());
    }
    return new Site(elements, carriers, carriers.get(0), "");
  }

  /** A part of this site, such as a parameter of a method, reported as the site itself is. */
  Site part(Element element) {
    return inherited.isEmpty()
        ? of(elements, element)
        : inherited(elements, element, reported, inherited);
  }

  /** The annotation of the vocabulary with that simple name. */
  Optional<Mark> find(String name) {
    return all(name).stream().findFirst();
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** Those of a repeatable annotation, in the order of the source. */
  List<Mark> all(String name) {
    for (Element carrier : carriers) {
      List<Mark> found = new ArrayList<>();
      for (AnnotationMirror mirror : carrier.getAnnotationMirrors()) {
        if (isOf(mirror, name, VOCABULARY + name)) {
          found.add(new Mark(mirror, this, elements));
        } else if (isOf(mirror, "List", VOCABULARY + name + ".List")) {
          found.addAll(new Mark(mirror, this, elements).nested("value", elements));
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Whether it has an annotation {@code Nullable}, whoever's, on its declaration or its type. */
  boolean nullable() {
    return carriers.stream()
        .flatMap(
            carrier ->
                Stream.concat(
                    carrier.getAnnotationMirrors().stream(),
                    typeOf(carrier).getAnnotationMirrors().stream()))
        .anyMatch(
            mirror ->
                mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
  }

  Origin origin() {
    return origin(null, null);
  }

  Origin origin(@Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
    return inherited.isEmpty()
        ? new Origin(reported, annotation, value, "", suppressed())
        : new Origin(reported, null, null, inherited, suppressed());
  }

  private static TypeMirror typeOf(Element element) {
    return element instanceof ExecutableElement method ? method.getReturnType() : element.asType();
  }

  /** By the simple name first, which tells most of them apart. */
  private static boolean isOf(AnnotationMirror mirror, String simpleName, String canonicalName) {
    return mirror.getAnnotationType().asElement() instanceof TypeElement type
        && type.getSimpleName().contentEquals(simpleName)
        && type.getQualifiedName().contentEquals(canonicalName);
  }

  private Set<String> suppressed() {
    Set<String> names = new TreeSet<>();
    for (Element at = reported; at != null; at = at.getEnclosingElement()) {
      for (AnnotationMirror mirror : at.getAnnotationMirrors()) {
        if (isOf(mirror, "SuppressWarnings", "java.lang.SuppressWarnings")) {
          names.addAll(new Mark(mirror, this, elements).texts("value"));
        }
      }
    }
    return names;
  }
}
