package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.EnumModel;
import javax.lang.model.element.Modifier;

/** The companion of an enum: its names on the wire. */
public final class EnumSource {
  private EnumSource() {}

  public static JavaFile render(EnumModel model) {
    ClassName type = Names.of(model.type());
    ParameterizedTypeName names =
        ParameterizedTypeName.get(ClassName.get(Names.RUNTIME + ".json", "EnumNames"), type);
    CodeBlock.Builder value =
        CodeBlock.builder()
            .add("new $T(\n$S,\n$T.values()", names, model.type().simpleName(), type);
    model.constants().forEach(constant -> value.add(",\n$S", constant.wireName()));
    TypeSpec.Builder companion =
        TypeSpec.classBuilder(model.companion().simpleName())
            .addJavadoc("The names of {@link $T} on the wire.\n", type)
            .addField(
                FieldSpec.builder(names, "NAMES", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("Each constant with its name.\n")
                    .initializer(value.add(")").build())
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    Names.modify(companion, model.visibility());
    return Files.of(model.companion(), companion.build());
  }
}
