package io.grantwright.processor.read;

import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Which types the code sees that is generated into a package. */
final class Sight {
  private final Compilation compilation;

  Sight(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Adds a flaw for each class of a type that cannot be seen from the package. */
  void check(String packageName, TypeMirror type, Site site, List<Flaw> flaws) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return;
    }
    check(packageName, element, site, flaws);
    declared.getTypeArguments().forEach(each -> check(packageName, each, site, flaws));
    checkPermitted(packageName, element, new HashSet<>(), site, flaws);
  }

  private void checkPermitted(
      String packageName, TypeElement sealed, Set<TypeElement> seen, Site site, List<Flaw> flaws) {
    if (seen.add(sealed) && !Site.of(compilation.elements(), sealed).has("Discriminator")) {
      for (TypeMirror permitted : sealed.getPermittedSubclasses()) {
        TypeElement each = (TypeElement) ((DeclaredType) permitted).asElement();
        check(packageName, each, site, flaws);
        checkPermitted(packageName, each, seen, site, flaws);
      }
    }
  }

  /** What of a record the client writes itself: the components that are not in the body. */
  void checkPlaced(String packageName, TypeElement record, Site site, List<Flaw> flaws) {
    if (record.getKind() == ElementKind.RECORD) {
      for (RecordComponentElement component : record.getRecordComponents()) {
        Site placed = Site.ofComponent(compilation.elements(), record, component);
        if (placed.has("Path") || placed.has("Query") || placed.has("Header")) {
          check(packageName, component.asType(), site, flaws);
        }
      }
    }
  }

  void check(String packageName, TypeElement type, Site site, List<Flaw> flaws) {
    boolean near = Compilation.ref(type).packageName().equals(packageName);
    if (!near && compilation.visibility(type) != Visibility.PUBLIC) {
      String where = packageName.isEmpty() ? "the unnamed package" : "package " + packageName;
      Flaw flaw =
          new Flaw(
              Flaw.Kind.INVISIBLE, List.of(type.getSimpleName().toString(), where), site.origin());
      Optional.of(flaw).filter(each -> !flaws.contains(each)).ifPresent(flaws::add);
    }
  }
}
