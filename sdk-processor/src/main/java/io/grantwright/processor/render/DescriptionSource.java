package io.grantwright.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.annotations.FromSource;
import io.grantwright.processor.model.Capability;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What the class file of a capability would lose. */
public final class DescriptionSource {
  private DescriptionSource() {}

  public static JavaFile render(Capability capability) {
    ClassName type = Names.of(capability.type());
    AnnotationSpec.Builder source =
        AnnotationSpec.builder(FromSource.class).addMember("type", "$T.class", type);
    if (capability.methods().isEmpty()) {
      source.addMember("members", "{}");
    }
    for (Capability.Method method : capability.methods()) {
      AnnotationSpec.Builder member =
          AnnotationSpec.builder(FromSource.Member.class)
              .addMember("name", "$S", method.signature());
      if (!method.documentation().isEmpty()) {
        member.addMember("documentation", "$S", method.documentation());
      }
      member.addMember("parameters", list(method.parameters()));
      member.addMember("nullable", list(method.nullable()));
      source.addMember("members", "$L", member.build());
    }
    TypeSpec.Builder description =
        TypeSpec.classBuilder(capability.description().simpleName())
            .addJavadoc("What the class file of {@link $T} has lost.\n", type)
            .addAnnotation(source.build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    Names.modify(description, capability.visibility());
    return Files.of(capability.description(), description.build());
  }

  private static CodeBlock list(List<String> texts) {
    return texts.stream()
        .map(text -> CodeBlock.of("$S", text))
        .collect(CodeBlock.joining(", ", "{", "}"));
  }
}
