package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Visibility;
import javax.lang.model.element.Modifier;

/** Names of classes in generated code. */
final class Names {
  static final String RUNTIME = "io.grantwright.runtime";
  static final ClassName ADAPTERS = ClassName.get(RUNTIME + ".json", "Adapters");
  static final ClassName DECODE = ClassName.get(RUNTIME + ".json", "Decode");
  static final ClassName UNKNOWN_MEMBERS = ClassName.get(RUNTIME + ".json", "UnknownMembers");
  static final ClassName JSON_ADAPTER = ClassName.get("com.squareup.moshi", "JsonAdapter");
  static final ClassName JSON_READER = ClassName.get("com.squareup.moshi", "JsonReader");
  static final ClassName JSON_WRITER = ClassName.get("com.squareup.moshi", "JsonWriter");

  private Names() {}

  static ClassName of(ClassRef type) {
    return ClassName.get(
        type.packageName(),
        type.simpleNames().get(0),
        type.simpleNames().stream().skip(1).toArray(String[]::new));
  }

  static void modify(TypeSpec.Builder type, Visibility visibility) {
    if (visibility == Visibility.PUBLIC) {
      type.addModifiers(Modifier.PUBLIC);
    }
    type.addModifiers(Modifier.FINAL);
  }
}
