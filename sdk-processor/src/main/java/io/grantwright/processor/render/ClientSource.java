package io.grantwright.processor.render;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.ClientAuth;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Failure;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.PathVariable;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.Safety;
import io.grantwright.processor.model.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The client of a descriptor: its methods, their views, their keys and its builder. */
public final class ClientSource {
  private static final String CALL = "io.grantwright.runtime.call";
  private static final ClassName CALL_OPTIONS = ClassName.get(CALL, "CallOptions");
  private static final ClassName PIPELINE = ClassName.get(CALL, "Pipeline");
  private static final ClassName OPERATION = ClassName.get(CALL, "Operation");
  private static final ClassName ANSWERS = ClassName.get(CALL, "Answers");
  private static final ClassName ANSWER = ClassName.get(CALL, "Answer");
  private static final ClassName ANSWER_BODY = ClassName.get(CALL, "AnswerBody");
  private static final ClassName EVENT_STREAM = ClassName.get(CALL, "EventStream");
  private static final ClassName CLIENT_BUILDER = ClassName.get(CALL, "ClientBuilder");
  private static final ClassName CLIENT_DESCRIPTION = ClassName.get(CALL, "ClientDescription");
  private static final ClassName ENDPOINT =
      ClassName.get("io.grantwright.runtime.endpoint", "Endpoint");

  private static final String OPTIONS_TAGS =
      """


      @param options the options, which go before those of this one
      @return the view""";

  private final Descriptor descriptor;
  private final ClassName client;
  private final ClassName type;

  /** The name of a field, beside those of the operations. */
  private final String pipeline;

  private ClientSource(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.client = JavaTypes.of(descriptor.client());
    this.type = JavaTypes.of(descriptor.type());
    boolean taken =
        descriptor.operations().stream().anyMatch(operation -> operation.id().equals("pipeline"));
    this.pipeline = taken ? "pipeline_" : "pipeline";
  }

  /** Renders the client. */
  public static JavaFile render(Descriptor descriptor) {
    return SourceFile.of(
        descriptor.type().packageName(),
        new ClientSource(descriptor).type(),
        descriptor.nestedTypes());
  }

  private TypeSpec type() {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(client)
            .addModifiers(JavaTypes.modifiers(descriptor.visibility(), FINAL))
            .addSuperinterface(type)
            .addSuperinterface(AutoCloseable.class)
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            .addJavadoc("The client of {@link $T}.", type);
    if (DeviationSource.isDeviating(descriptor)) {
      spec.addSuperinterface(DeviationSource.DEVIATING);
    }
    String text = Doc.text(descriptor.documentation());
    if (!text.isEmpty()) {
      spec.addJavadoc("\n\n<p>$L", text);
    }
    if (descriptor.deprecated()) {
      spec.addAnnotation(Deprecated.class).addJavadoc("\n\n@deprecated as its descriptor is");
    }
    JavaTypes.suppress(descriptor.deprecations(), spec);
    addState(spec, client);
    spec.addMethod(
        MethodSpec.methodBuilder("builder")
            .addModifiers(JavaTypes.modifiers(descriptor.visibility(), STATIC))
            .addJavadoc("Starts a client.\n\n@return its builder")
            .returns(client.nestedClass("Builder"))
            .addStatement("return new Builder()")
            .build());
    spec.addMethod(view("async", "Async", "The same endpoints, answered by futures."));
    spec.addMethod(view("raw", "Raw", "The same endpoints, answered with status and headers."));
    spec.addMethod(
        MethodSpec.methodBuilder("close")
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .addJavadoc("Closes what this client made, and nothing that was given to it.")
            .addStatement("operations.$L.close()", pipeline)
            .build());
    if (DeviationSource.isDeviating(descriptor)) {
      spec.addMethod(DeviationSource.method(pipeline));
    }
    for (Operation operation : descriptor.operations()) {
      spec.addMethod(call(operation));
      if (!DraftSource.isEmpty(operation)) {
        spec.addMethod(new DraftSource(operation).method());
      }
    }
    spec.addType(endpoints());
    spec.addType(operations());
    spec.addType(
        views(
            "Async",
            "executeAsync",
            ClassName.get(CompletableFuture.class),
            "answered by futures"));
    spec.addType(views("Raw", "executeRaw", ANSWER, "answered with status and headers"));
    spec.addType(builder());
    return spec.build();
  }

  private void addState(TypeSpec.Builder spec, ClassName self) {
    spec.addField(client.nestedClass("Operations"), "operations", PRIVATE, FINAL)
        .addField(CALL_OPTIONS, "options", PRIVATE, FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(PRIVATE)
                .addParameter(client.nestedClass("Operations"), "operations")
                .addParameter(CALL_OPTIONS, "options")
                .addStatement("this.operations = operations")
                .addStatement("this.options = options")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("with")
                .addModifiers(PUBLIC)
                .addJavadoc(
                    "The same with further options for each call; a cheap view.$L", OPTIONS_TAGS)
                .addParameter(CALL_OPTIONS, "options")
                .returns(self)
                .addStatement("return new $T(operations, this.options.and(options))", self)
                .build());
  }

  private MethodSpec view(String name, String nested, String documentation) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(PUBLIC)
        .addJavadoc("$L\n\n@return the view", documentation)
        .returns(client.nestedClass(nested))
        .addStatement("return new $T(operations, options)", client.nestedClass(nested))
        .build();
  }

  private MethodSpec call(Operation operation) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(operation.method())
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .addJavadoc("$L", Doc.of(operation));
    if (operation.deprecated()) {
      method.addAnnotation(Deprecated.class);
    }
    DraftSource.addParameters(method, operation);
    CodeBlock called = called(operation);
    CodeBlock arguments = DraftSource.arguments(operation);
    if (operation.result() instanceof Result.Link) {
      return method
          .returns(String.class)
          .addStatement("return $L.link($L).reveal()", called, arguments)
          .build();
    }
    if (operation.result() instanceof Result.Nothing) {
      return method.addStatement("$L.execute($L)", called, arguments).build();
    }
    if (operation.result() instanceof Result.Paged paged) {
      return new PagesSource(operation, paged).addTo(method, called);
    }
    return method
        .returns(result(operation.result()))
        .addStatement("return $L.execute($L)", called, arguments)
        .build();
  }

  private static CodeBlock called(Operation operation) {
    return CodeBlock.of(
        "$L.$L", DraftSource.field("operations", operation), JavaTypes.field(operation));
  }

  /** What the descriptor's method returns. */
  static TypeName returned(Result result) {
    if (result instanceof Result.Link) {
      return ClassName.get(String.class);
    }
    if (result instanceof Result.Paged paged) {
      return ParameterizedTypeName.get(
          PagesSource.PAGES, JavaTypes.boxed(paged.page().type()), JavaTypes.boxed(paged.item()));
    }
    return result instanceof Result.Nothing ? TypeName.VOID : result(result);
  }

  static TypeName result(Result result) {
    if (result instanceof Result.Json json) {
      return JavaTypes.boxed(json.type());
    }
    if (result instanceof Result.Paged paged) {
      return result(paged.page());
    }
    if (result instanceof Result.Statuses statuses) {
      return JavaTypes.of(statuses.type());
    }
    if (result instanceof Result.Foreign foreign) {
      return JavaTypes.of(foreign.type());
    }
    if (result instanceof Result.Body body) {
      return switch (body.kind()) {
        case BYTES -> ArrayTypeName.of(TypeName.BYTE);
        case TEXT -> ClassName.get(String.class);
        case DOWNLOAD -> JavaTypes.DOWNLOAD;
      };
    }
    if (result instanceof Result.Events events) {
      return ParameterizedTypeName.get(EVENT_STREAM, JavaTypes.boxed(events.data()));
    }
    return ClassName.get(Void.class);
  }

  private TypeSpec views(String name, String execute, ClassName wrapper, String how) {
    ClassName self = client.nestedClass(name);
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc("The endpoints of {@link $T}, $L.", client, how);
    addState(spec, self);
    for (Operation operation : descriptor.operations()) {
      if (operation.result() instanceof Result.Link) {
        continue;
      }
      MethodSpec.Builder method =
          MethodSpec.methodBuilder(operation.method())
              .addModifiers(PUBLIC)
              .addJavadoc("$L", Doc.inView(operation, client.simpleName(), how))
              .returns(ParameterizedTypeName.get(wrapper, result(operation.result())));
      if (operation.deprecated()) {
        method.addAnnotation(Deprecated.class);
      }
      DraftSource.addParameters(method, operation);
      spec.addMethod(
          method
              .addStatement(
                  "return $L.$L($L)", called(operation), execute, DraftSource.arguments(operation))
              .build());
    }
    return spec.build();
  }

  private TypeSpec endpoints() {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder("Endpoints")
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc("The keys of the endpoints, for options and hooks.")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    for (Operation operation : descriptor.operations()) {
      spec.addField(
          FieldSpec.builder(
                  ParameterizedTypeName.get(ENDPOINT, result(operation.result())),
                  operation.constant(),
                  PUBLIC,
                  STATIC,
                  FINAL)
              .addJavadoc("The endpoint of {@code $L}.", Doc.named(operation))
              .initializer(endpoint(operation))
              .build());
    }
    return spec.build();
  }

  private CodeBlock endpoint(Operation operation) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(
        "$>$>$T.<$T>named($S, $S)",
        ENDPOINT,
        result(operation.result()),
        descriptor.name(),
        operation.method());
    code.add("\n.request($S, $S)", operation.verb().name(), operation.path().text());
    if (operation.role() != null) {
      code.add("\n.role($T.$L)", Role.class, operation.role().name());
    }
    if (operation.atRoot()) {
      code.add("\n.atRoot()");
    }
    switch (operation.bodyFormat()) {
      case NONE -> {}
      case FORM -> code.add("\n.form()");
      case JSON -> code.add("\n.json()");
      case FORM_OR_JSON -> code.add("\n.formOrJson()");
      case FOREIGN -> code.add("\n.foreignBody()");
      case BYTES -> code.add("\n.bytes()");
      case MULTIPART -> code.add("\n.multipart()");
    }
    if (operation.safety() instanceof Safety.Idempotent) {
      code.add("\n.idempotent()");
    } else if (operation.safety() instanceof Safety.IdempotentWhen when) {
      code.add(
          "\n.idempotentWhen($L)",
          when.conditions().stream()
              .map(each -> CodeBlock.of("$S", each))
              .collect(CodeBlock.joining(", ")));
    } else {
      code.add("\n.sendOnce()");
    }
    if (!operation.idempotencyKey().isEmpty()) {
      code.add("\n.idempotencyKey($S)", operation.idempotencyKey());
    }
    ClientAuth auth = operation.clientAuth();
    if (auth != null) {
      code.add(
          "\n.clientAuthenticated($T.$L,$W$L,$W$L)",
          BasicEncoding.class,
          auth.basicEncoding().name(),
          auth.secretRequired(),
          auth.mechanisms().stream()
              .map(each -> CodeBlock.of("$T.$L", Mechanism.class, each.name()))
              .collect(CodeBlock.joining(",$W")));
    }
    if (operation.bearer() != null) {
      code.add("\n.bearer($S)", operation.bearer().environment());
    }
    if (operation.timeouts() != null) {
      code.add(
          "\n.timeouts($LL, $LL)",
          operation.timeouts().attemptMillis(),
          operation.timeouts().totalMillis());
    }
    if (operation.retry() != null) {
      code.add(
          "\n.retry($LL, $LL, $L, $LL, $L)",
          operation.retry().initialIntervalMillis(),
          operation.retry().maxIntervalMillis(),
          operation.retry().exponent(),
          operation.retry().maxElapsedMillis(),
          operation.retry().connectionErrors());
    }
    code.add(DeviationSource.ofEndpoint(operation));
    if (operation.result() instanceof Result.Link) {
      code.add("\n.link()");
    }
    return code.add("\n.build()$<$<").build();
  }

  private TypeSpec operations() {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder("Operations")
            .addModifiers(PRIVATE, STATIC, FINAL)
            .addField(PIPELINE, pipeline, FINAL);
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(PIPELINE, "pipeline")
            .addStatement("this.$L = pipeline", pipeline);
    for (Operation operation : descriptor.operations()) {
      TypeName result = result(operation.result());
      String field = JavaTypes.field(operation);
      spec.addField(ParameterizedTypeName.get(OPERATION, result), field, FINAL);
      constructor.addStatement(
          "this.$L = pipeline.operation(\nEndpoints.$L,\n$L)",
          field,
          operation.constant(),
          answers(operation, result));
    }
    return spec.addMethod(constructor.build()).build();
  }

  private static CodeBlock answers(Operation operation, TypeName result) {
    CodeBlock.Builder code = CodeBlock.builder().add("$T.<$T>of()$>$>", ANSWERS, result);
    Result answered =
        operation.result() instanceof Result.Paged paged ? paged.page() : operation.result();
    if (answered instanceof Result.Json json) {
      code.add("\n.json($L", JavaTypes.adapter(json.type()));
      json.statuses().forEach(status -> code.add(", $L", status));
      code.add(")");
    } else if (operation.result() instanceof Result.Statuses statuses) {
      for (Result.Member member : statuses.members()) {
        code.add("\n.json($T.INSTANCE", JavaTypes.companion(member.type()));
        member.statuses().forEach(status -> code.add(", $L", status));
        code.add(")");
      }
    } else if (operation.result() instanceof Result.Foreign foreign) {
      code.add("\n.converted($T.class)", JavaTypes.of(foreign.type()));
    } else if (operation.result() instanceof Result.Body body) {
      code.add("\n.body($T.$L)", ANSWER_BODY, body.kind().name());
    } else if (operation.result() instanceof Result.Events events) {
      code.add("\n.body($L)", events(events));
    } else {
      code.add("\n.nothing()");
    }
    boolean called = !(operation.result() instanceof Result.Link);
    for (Failure failure : called ? operation.failures() : List.<Failure>of()) {
      String statuses =
          failure.statuses().stream()
              .map(status -> '"' + status + '"')
              .collect(Collectors.joining(", "));
      if (failure.kind() == Failure.Kind.OAUTH) {
        code.add("\n.failsOAuth($S, $L)", failure.contentType(), statuses);
      } else {
        code.add(
            "\n.fails($S, $T.INSTANCE, $L)",
            failure.contentType(),
            JavaTypes.companion(failure.as()),
            statuses);
      }
    }
    return code.add("\n.build()$<$<").build();
  }

  private static CodeBlock events(Result.Events events) {
    CodeBlock end = events.end() == null ? CodeBlock.of("null") : CodeBlock.of("$S", events.end());
    return events.data().equals(new ValueType.Text(ValueType.TextKind.STRING))
        ? CodeBlock.of("$T.textEvents($L)", ANSWER_BODY, end)
        : CodeBlock.of("$T.events($L, $L)", ANSWER_BODY, JavaTypes.adapter(events.data()), end);
  }

  private TypeSpec builder() {
    ClassName self = client.nestedClass("Builder");
    CodeBlock.Builder description = CodeBlock.builder();
    description.add("$T.named($S)", CLIENT_DESCRIPTION, descriptor.name());
    if (!descriptor.server().isEmpty()) {
      description.add("\n.server($S)", descriptor.server());
    }
    for (PathVariable variable : descriptor.pathVariables()) {
      description.add("\n.pathVariable($S, $S)", variable.name(), variable.value());
    }
    descriptor
        .addresses()
        .forEach(
            each ->
                description.add(
                    "\n.address($T.$L, $S)",
                    Role.class,
                    each.role().name(),
                    each.template().text()));
    if (descriptor.discovered()) {
      description.add("\n.discovered()");
    }
    description.add(DeviationSource.ofClient(descriptor));
    if (!descriptor.operations().isEmpty()) {
      description.add(
          "\n.endpoints($L)",
          descriptor.operations().stream()
              .map(each -> CodeBlock.of("\nEndpoints.$L", each.constant()))
              .collect(CodeBlock.joining(",")));
    }
    description.add("\n.build()");
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addModifiers(PUBLIC, STATIC, FINAL)
            .superclass(ParameterizedTypeName.get(CLIENT_BUILDER, self))
            .addJavadoc("Builds a {@link $T}.", client)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(PRIVATE)
                    .addStatement("super($L)", description.build())
                    .build());
    for (PathVariable variable : descriptor.pathVariables()) {
      spec.addMethod(
          MethodSpec.methodBuilder(variable.name())
              .addModifiers(PUBLIC)
              .addJavadoc(
                  "Sets {@code {$L}} in the paths; $L if not set.\n\n"
                      + "@param value the value; slashes in it are kept\n@return this builder",
                  variable.name(),
                  Doc.code(variable.value()))
              .addParameter(String.class, "value")
              .returns(self)
              .addStatement("return pathVariable($S, value)", variable.name())
              .build());
    }
    return spec.addMethod(
            MethodSpec.methodBuilder("self")
                .addAnnotation(Override.class)
                .addModifiers(PROTECTED)
                .returns(self)
                .addStatement("return this")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("build")
                .addModifiers(PUBLIC)
                .addJavadoc(
                    // By its whole name: an import that only a comment needs is a warning in
                    // Eclipse.
                    "Builds the client.\n\n@return the client\n"
                        + "@throws java.lang.IllegalArgumentException if a setting is missing or"
                        + " wrong, naming it")
                .returns(client)
                .addStatement(
                    "return new $T(new Operations(pipeline()), $T.NONE)", client, CALL_OPTIONS)
                .build())
        .build();
  }

  /** For arguments that must be there. */
  static CodeBlock requireNonNull(String name) {
    return CodeBlock.of("$1T.requireNonNull($2L, $2S)", Objects.class, name);
  }
}
