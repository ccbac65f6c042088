package io.grantwright.processor.read;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Types as text; {@code TypeMirror.toString()} differs from one JDK to the next. */
final class TypeNames {
  private TypeNames() {}

  /** The type as one would write it, without packages. */
  static String written(TypeMirror type) {
    return text(type, false);
  }

  /** The canonical name of an erased type. */
  static String erased(TypeMirror type, Types types) {
    return text(types.erasure(type), true);
  }

  private static String text(TypeMirror type, boolean qualified) {
    if (type instanceof ArrayType array) {
      return text(array.getComponentType(), qualified) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      TypeMirror upper = wildcard.getExtendsBound();
      TypeMirror lower = wildcard.getSuperBound();
      return upper != null
          ? "? extends " + text(upper, qualified)
          : lower != null ? "? super " + text(lower, qualified) : "?";
    }
    if (type instanceof TypeVariable variable) {
      return variable.asElement().getSimpleName().toString();
    }
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement named) {
      String name = (qualified ? named.getQualifiedName() : named.getSimpleName()).toString();
      return declared.getTypeArguments().isEmpty()
          ? name
          : declared.getTypeArguments().stream()
              .map(argument -> text(argument, qualified))
              .collect(joining(", ", name + "<", ">"));
    }
    return type.getKind().name().toLowerCase(Locale.ROOT);
  }
}
