package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.RecordModel;
import javax.lang.model.element.Modifier;

/** The exception of a declared failure. */
public final class ExceptionSource {
  private ExceptionSource() {}

  /** Renders the exception. */
  public static JavaFile render(RecordModel model) {
    ClassName record = JavaTypes.of(model.type());
    TypeSpec.Builder exception =
        TypeSpec.classBuilder(model.exception().simpleName())
            .superclass(JavaTypes.DECLARED_EXCEPTION)
            .addModifiers(JavaTypes.modifiers(model.visibility(), Modifier.FINAL))
            .addJavadoc("The declared failure whose body is a {@link $T}.", record)
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            // Not serialized: a failure's body may hold what must not be written down.
            .addField(record, "body", Modifier.PRIVATE, Modifier.FINAL, Modifier.TRANSIENT)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(JavaTypes.modifiers(model.visibility()))
                    .addJavadoc(
                        "Makes the exception of an answer.\n\n"
                            + "@param context the call and its answer\n@param body the body")
                    .addParameter(JavaTypes.ERROR_CONTEXT, "context")
                    .addParameter(record, "body")
                    .addStatement("super(context)")
                    .addStatement("this.body = body")
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("body")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(record)
                    .addStatement("return body")
                    .build());
    exception.addField(
        com.palantir.javapoet.FieldSpec.builder(
                long.class, "serialVersionUID", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer("1L")
            .build());
    JavaTypes.suppress(model.deprecations(), exception);
    return SourceFile.of(model.type().packageName(), exception.build());
  }
}
