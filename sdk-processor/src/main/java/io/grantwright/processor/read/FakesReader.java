package io.grantwright.processor.read;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Fake;
import io.grantwright.processor.model.Fakes;
import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** From types annotated {@code @Fakes} to the fakes that they ask for. */
final class FakesReader {
  private final Compilation compilation;
  private final DescriptorReader descriptors;

  FakesReader(Compilation compilation, DescriptorReader descriptors) {
    this.compilation = compilation;
    this.descriptors = descriptors;
  }

  Fakes read(TypeElement holder) {
    Site site = Site.of(compilation.elements(), holder);
    Mark mark = site.find("Fakes").orElseThrow();
    List<Fake> fakes = new ArrayList<>();
    List<Flaw> flaws = new ArrayList<>();
    for (TypeMirror wanted :
        mark.types("value").orElseThrow(() -> new NotYetKnownException("value"))) {
      if (wanted.getKind() == TypeKind.ERROR) {
        throw new NotYetKnownException(TypeNames.written(wanted));
      }
      TypeElement type =
          wanted instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null;
      if (type == null || !Site.of(compilation.elements(), type).has("SdkClient")) {
        flaws.add(
            new Flaw(
                Flaw.Kind.NOT_A_DESCRIPTOR,
                List.of(TypeNames.written(wanted)),
                mark.origin("value")));
        continue;
      }
      Descriptor descriptor = descriptors.readDescriptor(type);
      ClassRef name =
          ClassRef.of(
              Compilation.ref(holder).packageName(),
              descriptor.type().generated("Fake").simpleName());
      Visibility visibility =
          descriptor.visibility() == Visibility.PACKAGE
              ? Visibility.PACKAGE
              : compilation.visibility(holder);
      fakes.add(new Fake(name, visibility, descriptor, compilation.isSource(type)));
    }
    return new Fakes(fakes, flaws, mark.origin("value"));
  }
}
