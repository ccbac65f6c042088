package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.grantwright.processor.model.ValueType;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Value types as Java: their names, boxed, and their adapters. */
final class Values {
  private Values() {}

  static TypeName type(ValueType type) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING -> ClassName.get(String.class);
        case URI -> ClassName.get(URI.class);
        case SECRET -> ClassName.get(Names.RUNTIME + ".secret", "Secret");
        case SENSITIVE_URI -> ClassName.get(Names.RUNTIME + ".secret", "SensitiveUri");
      };
    }
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar.kind()) {
        case INT -> ClassName.get(Integer.class);
        case LONG -> ClassName.get(Long.class);
        case DOUBLE -> ClassName.get(Double.class);
        case BOOLEAN -> ClassName.get(Boolean.class);
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      return Names.of(known.type());
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return ParameterizedTypeName.get(
          ClassName.get(Names.RUNTIME + ".json", "OpenEnum"), Names.of(open.type()));
    }
    if (type instanceof ValueType.ListOf list) {
      return ParameterizedTypeName.get(ClassName.get(List.class), type(list.element()));
    }
    if (type instanceof ValueType.MapOf map) {
      return ParameterizedTypeName.get(
          ClassName.get(Map.class), ClassName.get(String.class), type(map.value()));
    }
    if (type instanceof ValueType.Model model) {
      return Names.of(model.type());
    }
    if (type instanceof ValueType.AnyJson) {
      return ClassName.get(Object.class);
    }
    throw new IllegalArgumentException("No value: " + type);
  }

  static CodeBlock adapter(ValueType type) {
    if (type instanceof ValueType.Text text) {
      return CodeBlock.of("$T.$L", Names.ADAPTERS, text.kind().name());
    }
    if (type instanceof ValueType.Scalar scalar) {
      String name =
          switch (scalar.kind()) {
            case INT -> "INTEGER";
            case LONG, DOUBLE, BOOLEAN -> scalar.kind().name();
          };
      return CodeBlock.of("$T.$L", Names.ADAPTERS, name);
    }
    if (type instanceof ValueType.Enumeration known) {
      return CodeBlock.of("$T.NAMES", Names.of(known.type().generated("Companion")));
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return CodeBlock.of("$T.NAMES.open()", Names.of(open.type().generated("Companion")));
    }
    if (type instanceof ValueType.ListOf list) {
      return list.separator() != null
          ? CodeBlock.of("$T.joined($S)", Names.ADAPTERS, list.separator())
          : CodeBlock.of(
              "$T.$L($L)",
              Names.ADAPTERS,
              list.oneOrMany() ? "oneOrMany" : "list",
              adapter(list.element()));
    }
    if (type instanceof ValueType.MapOf map) {
      return CodeBlock.of("$T.map($L)", Names.ADAPTERS, adapter(map.value()));
    }
    if (type instanceof ValueType.Model model) {
      return CodeBlock.of("$T.INSTANCE", Names.of(model.type().generated("Companion")));
    }
    return CodeBlock.of("$T.ANY", Names.ADAPTERS);
  }

  /** A value as the text that a form carries; only for types that have one. */
  static CodeBlock text(ValueType type, CodeBlock value) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING -> value;
        case URI -> CodeBlock.of("$L.toString()", value);
        case SECRET, SENSITIVE_URI -> CodeBlock.of("$L.reveal()", value);
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      return CodeBlock.of(
          "$T.NAMES.text($L)", Names.of(known.type().generated("Companion")), value);
    }
    if (type instanceof ValueType.OpenEnumeration) {
      return CodeBlock.of("$L.text()", value);
    }
    if (type instanceof ValueType.ListOf list && list.separator() != null) {
      return CodeBlock.of("$T.join($S, $L)", String.class, list.separator(), value);
    }
    return CodeBlock.of("$T.valueOf($L)", String.class, value);
  }

  static boolean hasText(ValueType type) {
    return type instanceof ValueType.Text
        || type instanceof ValueType.Scalar
        || type instanceof ValueType.Enumeration
        || type instanceof ValueType.OpenEnumeration
        || (type instanceof ValueType.ListOf list && list.separator() != null);
  }
}
