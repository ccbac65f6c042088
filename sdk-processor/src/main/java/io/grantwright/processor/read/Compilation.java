package io.grantwright.processor.read;

import static java.util.stream.Collectors.joining;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Visibility;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** What is compiled now, what was compiled before, and the notes that its class files keep. */
final class Compilation {
  private final Elements elements;
  private final Set<String> compiledHere;

  /**
   * @param compiledHere the canonical names of the top-level types in source form
   */
  Compilation(Elements elements, Set<String> compiledHere) {
    this.elements = elements;
    this.compiledHere = compiledHere;
  }

  boolean isSource(TypeElement type) {
    return compiledHere.contains(outermost(type).getQualifiedName().toString());
  }

  static ClassRef ref(TypeElement type) {
    Deque<String> names = new ArrayDeque<>();
    Element at = type;
    while (at instanceof TypeElement enclosing) {
      names.addFirst(enclosing.getSimpleName().toString());
      at = enclosing.getEnclosingElement();
    }
    String packageName =
        at instanceof PackageElement named ? named.getQualifiedName().toString() : "";
    return new ClassRef(packageName, List.copyOf(names));
  }

  /** Whether a record or enum has a companion, or gets one now. */
  boolean modelled(TypeElement type) {
    return Site.of(elements, type).has("Model")
        && (isSource(type) || generated(type, "Companion").isPresent());
  }

  /** What the class file of a type has lost, by the names of its members. */
  Map<String, Mark> notes(TypeElement type, String suffix) {
    Map<String, Mark> notes = new TreeMap<>();
    if (isSource(type)) {
      return notes;
    }
    generated(type, suffix)
        .flatMap(companion -> Site.of(elements, companion).find("FromSource"))
        .ifPresent(
            source ->
                source
                    .nested("members", elements)
                    .forEach(member -> notes.put(member.text("name"), member)));
    return notes;
  }

  /** The main description of an element's comment, each line without its leading space. */
  String documentation(Element element) {
    return lines(element).takeWhile(line -> !line.startsWith("@")).collect(joining("\n")).strip();
  }

  /** The main description of a type's comment, which its class file has lost. */
  String documentation(TypeElement type, String suffix) {
    return isSource(type)
        ? documentation(type)
        : generated(type, suffix)
            .flatMap(companion -> Site.of(elements, companion).find("FromSource"))
            .map(source -> source.text("documentation"))
            .orElse("");
  }

  /** The whole comment of an element with its tags, each line without its leading space. */
  String comment(Element element) {
    return lines(element).collect(joining("\n")).strip();
  }

  /** What the comment of an element says in its {@code @param} of that name. */
  String documentationOf(String parameter, Element element) {
    List<String> lines = lines(element).toList();
    String tag = "@param " + parameter + " ";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(tag)) {
        String rest =
            lines.stream()
                .skip(i + 1L)
                .takeWhile(line -> !line.startsWith("@"))
                .collect(joining("\n"));
        return (lines.get(i).substring(tag.length()) + "\n" + rest).strip();
      }
    }
    return "";
  }

  private Stream<String> lines(Element element) {
    String comment = elements.getDocComment(element);
    return comment == null ? Stream.empty() : comment.lines().map(String::strip);
  }

  /** The warnings that code gets which names these elements and the types of their declarations. */
  List<String> deprecations(Stream<? extends Element> elements) {
    Set<String> warnings = new TreeSet<>();
    elements.forEach(element -> addDeprecations(element, warnings));
    return List.copyOf(warnings);
  }

  private void addDeprecations(Element element, Set<String> warnings) {
    if (elements.isDeprecated(element)) {
      warnings.add(isForRemoval(element) ? "removal" : "deprecation");
    }
    if (element instanceof ExecutableElement method) {
      addDeprecations(method.getReturnType(), warnings);
      method.getParameters().forEach(each -> addDeprecations(each.asType(), warnings));
    }
  }

  private void addDeprecations(TypeMirror type, Set<String> warnings) {
    if (type instanceof DeclaredType declared) {
      addDeprecations(declared.asElement(), warnings);
      declared.getTypeArguments().forEach(argument -> addDeprecations(argument, warnings));
    }
  }

  private boolean isForRemoval(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(mirror -> elements.getElementValuesWithDefaults(mirror).entrySet())
        .flatMap(Set::stream)
        .anyMatch(
            value ->
                value.getKey().getSimpleName().contentEquals("forRemoval")
                    && Boolean.TRUE.equals(value.getValue().getValue()));
  }

  Visibility visibility(TypeElement type) {
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return Visibility.PACKAGE;
      }
    }
    return Visibility.PUBLIC;
  }

  /** Whether generated code cannot name it. */
  boolean hidden(TypeElement type) {
    for (Element at = type; at != null; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  Elements elements() {
    return elements;
  }

  private Optional<TypeElement> generated(TypeElement type, String suffix) {
    return Optional.ofNullable(
        elements.getTypeElement(ref(type).generated(suffix).canonicalName()));
  }

  private static TypeElement outermost(TypeElement type) {
    TypeElement at = type;
    while (at.getEnclosingElement() instanceof TypeElement enclosing) {
      at = enclosing;
    }
    return at;
  }
}
