package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.RecordModel;
import javax.lang.model.element.Modifier;

/** The exception of a declared failure. */
public final class ExceptionSource {
  private ExceptionSource() {}

  public static JavaFile render(RecordModel model) {
    ClassName body = Names.of(model.type());
    TypeSpec.Builder exception =
        TypeSpec.classBuilder(model.exception().simpleName())
            .addJavadoc("An answer with a {@link $T}.\n", body)
            .superclass(ClassName.get(Names.RUNTIME + ".error", "DeclaredException"))
            .addField(
                FieldSpec.builder(
                        TypeName.LONG,
                        "serialVersionUID",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                    .initializer("1L")
                    .build())
            .addField(body, "body", Modifier.PRIVATE, Modifier.FINAL, Modifier.TRANSIENT)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addJavadoc("Called by generated code.\n\n")
                    .addJavadoc("@param context the call\n@param body what the server says\n")
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(
                        ClassName.get(Names.RUNTIME + ".error", "ErrorContext"), "context")
                    .addParameter(body, "body")
                    .addStatement("super(context)")
                    .addStatement("this.body = body")
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("body")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(body)
                    .addStatement("return body")
                    .build());
    Names.modify(exception, model.visibility());
    return Files.of(model.exception(), exception.build());
  }
}
