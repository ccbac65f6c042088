package io.grantwright.processor.render;

import static java.util.stream.Collectors.joining;
import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;
import static javax.lang.model.element.Modifier.VOLATILE;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Fake;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Result;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake of a descriptor: a lambda for each endpoint, and the calls in their order. */
public final class FakeSource {
  /** What a component of a record must not be called (JLS §8.10.1). */
  private static final Set<String> NO_COMPONENT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Descriptor descriptor;
  private final Fake fake;
  private final ClassName self;
  private final ClassName type;
  private final NameAllocator names = new NameAllocator();
  private final String calls;

  private FakeSource(Fake fake) {
    this.fake = fake;
    this.descriptor = fake.descriptor();
    this.self = JavaTypes.of(fake.type());
    this.type = JavaTypes.of(descriptor.type());
    descriptor.operations().stream().map(Operation::method).distinct().forEach(names::newName);
    this.calls = names.newName("calls");
  }

  /** Renders the fake. */
  public static JavaFile render(Fake fake) {
    return SourceFile.of(
        fake.type().packageName(), new FakeSource(fake).type(), fake.descriptor().nestedTypes());
  }

  private TypeSpec type() {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addModifiers(JavaTypes.modifiers(fake.visibility(), FINAL))
            .addSuperinterface(type)
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            .addJavadoc(
                "A fake of {@link $T}: each endpoint answers as the test says, and its calls are"
                    + "\nkept. Threads may share it.",
                type)
            .addField(
                FieldSpec.builder(
                        ParameterizedTypeName.get(List.class, Record.class), calls, PRIVATE, FINAL)
                    .initializer("new $T<>()", CopyOnWriteArrayList.class)
                    .build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(JavaTypes.modifiers(fake.visibility()))
                    .addJavadoc("Makes a fake that has no answers yet.")
                    .build())
            .addMethod(
                MethodSpec.methodBuilder(calls)
                    .addModifiers(PUBLIC)
                    .addJavadoc(
                        "Returns the calls of all endpoints.\n\n@return them, the first one first")
                    .returns(ParameterizedTypeName.get(List.class, Record.class))
                    .addStatement("return $T.copyOf($L)", List.class, calls)
                    .build());
    JavaTypes.suppress(descriptor.deprecations(), spec);
    for (Operation operation : descriptor.operations()) {
      addOperation(spec, operation);
    }
    return spec.build();
  }

  private void addOperation(TypeSpec.Builder spec, Operation operation) {
    String capitalized = JavaTypes.capitalized(operation.id());
    ClassName answer = self.nestedClass(capitalized + "Answer");
    ClassName call = self.nestedClass(capitalized + "Call");
    String field = names.newName(operation.id() + "Answer");
    String setter = names.newName("on" + capitalized);
    String described = Doc.named(operation);
    spec.addField(FieldSpec.builder(JavaTypes.nullable(answer), field, PRIVATE, VOLATILE).build());
    spec.addMethod(
        MethodSpec.methodBuilder(setter)
            .addModifiers(PUBLIC)
            .addJavadoc(
                "Says how {@code $L} answers from now on.\n\n@param answer what it returns or throws"
                    + "\n@return this fake",
                described)
            .addParameter(answer, "answer")
            .returns(self)
            .addStatement(ClientSource.requireNonNull("answer"))
            .addStatement("this.$L = answer", field)
            .addStatement("return this")
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder(names.newName(operation.id() + "Calls"))
            .addModifiers(PUBLIC)
            .addJavadoc(
                "Returns the calls of {@code $L}.\n\n@return them, the first one first", described)
            .returns(ParameterizedTypeName.get(ClassName.get(List.class), call))
            .addStatement(
                "return $L.stream().filter($T.class::isInstance).map($T.class::cast).toList()",
                calls,
                call,
                call)
            .build());
    spec.addMethod(implementation(operation, call, answer, field, setter));
    spec.addType(answer(operation, answer, described));
    spec.addType(call(operation, call, described));
  }

  private MethodSpec implementation(
      Operation operation, ClassName call, ClassName answer, String field, String setter) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(operation.method())
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .returns(ClientSource.returned(operation.result()));
    if (operation.deprecated()) {
      method.addAnnotation(Deprecated.class);
    }
    DraftSource.addParameters(method, operation);
    String arguments =
        operation.parameters().stream().map(DraftSource::name).collect(joining(", "));
    NameAllocator locals = new NameAllocator();
    operation.parameters().forEach(parameter -> locals.newName(DraftSource.name(parameter)));
    String set = locals.newName("answer");
    method
        .addStatement("this.$L.add(new $T($L))", calls, call, arguments)
        .addStatement("$T $L = this.$L", answer, set, field);
    if (operation.result() instanceof Result.Nothing) {
      return method
          .beginControlFlow("if ($L != null)", set)
          .addStatement("$L.answer($L)", set, arguments)
          .endControlFlow()
          .build();
    }
    return method
        .beginControlFlow("if ($L == null)", set)
        .addStatement(
            "throw new $T($S)",
            IllegalStateException.class,
            descriptor.name()
                + "."
                + operation.method()
                + " was called, and the fake has no answer for it. Set one with "
                + setter
                + "(...).")
        .endControlFlow()
        .addStatement("return $L.answer($L)", set, arguments)
        .build();
  }

  private static TypeSpec answer(Operation operation, ClassName name, String described) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("answer")
            .addModifiers(PUBLIC, ABSTRACT)
            .addJavadoc("$L", Doc.inFake(operation))
            .returns(ClientSource.returned(operation.result()));
    DraftSource.addParameters(method, operation);
    return TypeSpec.interfaceBuilder(name)
        .addModifiers(PUBLIC, STATIC)
        .addAnnotation(FunctionalInterface.class)
        .addJavadoc("How {@code $L} answers.", described)
        .addMethod(method.build())
        .build();
  }

  private static TypeSpec call(Operation operation, ClassName name, String described) {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (Parameter parameter : operation.parameters()) {
      components.addParameter(DraftSource.type(parameter), component(parameter));
    }
    TypeSpec.Builder spec =
        TypeSpec.recordBuilder(name)
            .addModifiers(PUBLIC, STATIC)
            .addJavadoc("One call of {@code $L}.", described)
            .recordConstructor(components.build());
    if (!operation.parameters().isEmpty()) {
      spec.addJavadoc("\n");
      for (Parameter parameter : operation.parameters()) {
        spec.addJavadoc("\n@param $L its argument", component(parameter));
      }
    }
    return spec.build();
  }

  private static String component(Parameter parameter) {
    return NO_COMPONENT.contains(parameter.name()) ? parameter.name() + "_" : parameter.name();
  }
}
