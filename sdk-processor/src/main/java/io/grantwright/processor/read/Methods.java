package io.grantwright.processor.read;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** The abstract methods of an interface with those that it inherits, in the order of the source. */
final class Methods {
  private final Compilation compilation;
  private final Types types;

  Methods(Compilation compilation, Types types) {
    this.compilation = compilation;
    this.types = types;
  }

  /**
   * One method.
   *
   * @param type its signature as a member of the interface that was asked for
   */
  record Method(ExecutableElement element, ExecutableType type, TypeElement owner) {
    String name() {
      return element.getSimpleName().toString();
    }
  }

  /** Its own methods first, then those of its super-interfaces; what is overridden is left out. */
  List<Method> of(TypeElement type) {
    List<Method> found = new ArrayList<>();
    collect(type, (DeclaredType) type.asType(), found, new HashSet<>());
    return found.stream()
        .filter(method -> method.element().getModifiers().contains(Modifier.ABSTRACT))
        .toList();
  }

  /**
   * Another abstract method with the signature of one that is inherited, where neither overrides
   * the other: the client implements both with one.
   */
  List<Method> rivals(TypeElement type, Method method) {
    Set<TypeElement> above = new LinkedHashSet<>();
    collectAbove(type, above);
    List<Method> rivals = new ArrayList<>();
    for (TypeElement each : above) {
      boolean related = isBelow(each, method.owner()) || isBelow(method.owner(), each);
      for (ExecutableElement element : ElementFilter.methodsIn(each.getEnclosedElements())) {
        if (!related
            && element.getSimpleName().contentEquals(method.name())
            && element.getModifiers().contains(Modifier.ABSTRACT)) {
          ExecutableType its =
              (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), element);
          if (overrides(method, element, its)) {
            rivals.add(new Method(element, its, each));
          }
        }
      }
    }
    return rivals.stream()
        .filter(each -> rivals.stream().noneMatch(other -> isBelow(other.owner(), each.owner())))
        .toList();
  }

  private void collectAbove(TypeElement at, Set<TypeElement> above) {
    for (TypeMirror each : at.getInterfaces()) {
      if (types.asElement(each) instanceof TypeElement element && above.add(element)) {
        collectAbove(element, above);
      }
    }
  }

  /** The methods that it declares itself. */
  List<Method> declared(TypeElement type) {
    return of(type).stream().filter(method -> method.owner().equals(type)).toList();
  }

  /** The name with the erased parameter types, as declared. */
  String signature(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> TypeNames.erased(parameter.asType(), types))
        .collect(joining(",", method.getSimpleName() + "(", ")"));
  }

  /** The classes and interfaces that the signature of a method names. */
  Stream<Element> types(Method method) {
    return Stream.concat(
            Stream.of(method.type().getReturnType()), method.type().getParameterTypes().stream())
        .flatMap(this::types);
  }

  private Stream<Element> types(TypeMirror type) {
    return type instanceof DeclaredType declared
        ? Stream.concat(
            Stream.of(declared.asElement()),
            declared.getTypeArguments().stream().flatMap(this::types))
        : Stream.of();
  }

  /** The simple names of the types inside the interface and those that it extends. */
  List<String> nestedTypes(TypeElement type) {
    Set<String> names = new TreeSet<>();
    collectNested(type, names, new HashSet<>());
    return List.copyOf(names);
  }

  private void collectNested(TypeElement at, Set<String> names, Set<TypeElement> seen) {
    if (seen.add(at)) {
      ElementFilter.typesIn(at.getEnclosedElements())
          .forEach(nested -> names.add(nested.getSimpleName().toString()));
      for (TypeMirror above : at.getInterfaces()) {
        if (types.asElement(above) instanceof TypeElement element) {
          collectNested(element, names, seen);
        }
      }
    }
  }

  private void collect(
      TypeElement at, DeclaredType descriptor, List<Method> found, Set<TypeElement> seen) {
    if (!seen.add(at)) {
      return;
    }
    for (ExecutableElement element : ElementFilter.methodsIn(at.getEnclosedElements())) {
      if (element.getModifiers().contains(Modifier.STATIC)
          || element.getModifiers().contains(Modifier.PRIVATE)) {
        continue;
      }
      ExecutableType type = (ExecutableType) types.asMemberOf(descriptor, element);
      int known = indexOf(found, element, type);
      if (known < 0) {
        found.add(new Method(element, type, at));
      } else if (isBelow(at, found.get(known).owner())
          || returnsLess(type, found.get(known).type())) {
        // One that overrides another counts, in whatever order both are inherited (JLS §9.4.1). Of
        // two others, the client implements both with the one that promises more.
        found.set(known, new Method(element, type, at));
      }
    }
    for (TypeMirror above : at.getInterfaces()) {
      if (!(above instanceof DeclaredType declared) || above.getKind() == TypeKind.ERROR) {
        throw new NotYetKnownException(TypeNames.written(above));
      }
      collect((TypeElement) declared.asElement(), descriptor, found, seen);
    }
  }

  private int indexOf(List<Method> found, ExecutableElement element, ExecutableType type) {
    for (int i = 0; i < found.size(); i++) {
      if (overrides(found.get(i), element, type)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether one interface extends the other, and is another one. */
  private boolean isBelow(TypeElement type, TypeElement other) {
    return !type.equals(other)
        && types.isSubtype(types.erasure(type.asType()), types.erasure(other.asType()));
  }

  private boolean returnsLess(ExecutableType type, ExecutableType known) {
    TypeMirror one = type.getReturnType();
    TypeMirror other = known.getReturnType();
    return one instanceof DeclaredType
        && other instanceof DeclaredType
        && !types.isSameType(one, other)
        && types.isSubtype(one, other);
  }

  private boolean overrides(Method known, ExecutableElement element, ExecutableType type) {
    return known.element().getSimpleName().equals(element.getSimpleName())
        && (types.isSubsignature(known.type(), type) || types.isSubsignature(type, known.type()));
  }

  Compilation compilation() {
    return compilation;
  }
}
