package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Pkce;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.processor.model.Authorizing;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Issuer;
import io.grantwright.processor.model.Operation;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What a descriptor says of its provider's deviations, as data of the client. */
final class DeviationSource {
  private static final ClassName DEVIATIONS =
      ClassName.get("io.grantwright.runtime.endpoint", "Deviations");
  private static final ClassName CLIENT_DEVIATIONS =
      ClassName.get("io.grantwright.runtime.endpoint", "ClientDeviations");

  static final ClassName DEVIATING = ClassName.get("io.grantwright.runtime.endpoint", "Deviating");

  private DeviationSource() {}

  /** The method by which flows and sessions learn of them. */
  static MethodSpec method(String pipeline) {
    return MethodSpec.methodBuilder("deviations")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("How the provider differs, for flows and sessions.\n\n@return the differences")
        .returns(CLIENT_DEVIATIONS)
        .addStatement("return operations.$L.deviations(options)", pipeline)
        .build();
  }

  /** The setting of an endpoint; nothing where it has none. */
  static CodeBlock ofEndpoint(Operation operation) {
    CodeBlock.Builder code = CodeBlock.builder();
    operation.deviations().forEach(each -> add(each, code));
    return code.isEmpty()
        ? code.build()
        : CodeBlock.of(
            "\n.deviations(\n$>$>$T.builder()$L\n.build())$<$<", DEVIATIONS, code.build());
  }

  /** Whether flows and sessions have to know of any. */
  static boolean isDeviating(Descriptor descriptor) {
    return descriptor.issuer() != null || !clientSettings(descriptor).isEmpty();
  }

  /** The setting of a client; nothing where it has none. */
  static CodeBlock ofClient(Descriptor descriptor) {
    CodeBlock settings = clientSettings(descriptor);
    CodeBlock.Builder code = CodeBlock.builder();
    if (!settings.isEmpty()) {
      code.add("\n.deviations(\n$>$>$T.builder()$L\n.build())$<$<", CLIENT_DEVIATIONS, settings);
    }
    Issuer issuer = descriptor.issuer();
    if (issuer != null) {
      code.add(
          "\n.issuer($S, $L, $L)", issuer.template().text(), issuer.atRoot(), issuer.inCallbacks());
    }
    Authorizing.Computed mint = descriptor.authorizing().secretMint();
    if (mint != null) {
      code.add("\n.secretMint(new $T())", JavaTypes.of(mint.type()));
    }
    return code.build();
  }

  private static CodeBlock clientSettings(Descriptor descriptor) {
    CodeBlock.Builder code = CodeBlock.builder();
    Authorizing authorizing = descriptor.authorizing();
    if (authorizing.pkce() != Pkce.Method.S256) {
      code.add("\n.pkce($T.$L)", Pkce.Method.class, authorizing.pkce().name());
    }
    List<String> parameters = authorizing.offlineParameters();
    if (parameters != null) {
      code.add("\n.offlineAccess($S$L)", authorizing.offlineScope(), rest(parameters));
    }
    for (Deviation deviation : descriptor.deviations()) {
      if (deviation instanceof Deviation.Renamed renamed
          && renamed.in().contains(Message.CALLBACK)) {
        code.add("\n.callbackName($S, $S)", renamed.name(), renamed.to());
      } else if (deviation instanceof Deviation.Scopes scopes && scopes.inCallback()) {
        code.add("\n.scopeInCallback($S)", scopes.answer());
      } else if (deviation instanceof Deviation.Lifetime lifetime && lifetime.refreshWindow() > 0) {
        code.add("\n.refreshWindow($LL)", lifetime.refreshWindow());
      }
    }
    Authorizing.Computed check = authorizing.callbackCheck();
    if (check != null) {
      code.add("\n.callbackCheck(new $T())", JavaTypes.of(check.type()));
    }
    return code.build();
  }

  private static void add(Deviation deviation, CodeBlock.Builder code) {
    if (deviation instanceof Deviation.Renamed renamed) {
      for (Message message : renamed.in()) {
        switch (message) {
          case REQUEST -> code.add("\n.requestName($S, $S)", renamed.name(), renamed.to());
          case ANSWER -> code.add("\n.answerName($S, $S)", renamed.name(), renamed.to());
          case ERROR -> code.add("\n.errorName($S, $S)", renamed.name(), renamed.to());
          case CALLBACK -> {} // Known to the client, since it is no message of an endpoint.
        }
      }
    } else if (deviation instanceof Deviation.Omitted omitted) {
      omitted.names().forEach(name -> code.add("\n.omitted($S)", name));
    } else if (deviation instanceof Deviation.Wrapped wrapped) {
      code.add("\n.wrapped($S)", wrapped.member());
    } else if (deviation instanceof Deviation.Textual textual) {
      textual.members().forEach(name -> code.add("\n.textual($S)", name));
    } else if (deviation instanceof Deviation.TokenTypes types) {
      code.add("\n.tokenTypes($L$L)", types.missing(), rest(types.bearer()));
    } else if (deviation instanceof Deviation.Lifetime lifetime) {
      code.add("\n.lifetime($T.$L, $LL)", Unit.class, lifetime.unit().name(), lifetime.missing());
    } else if (deviation instanceof Deviation.Scopes scopes) {
      code.add("\n.scopes($S, $S, $L)", scopes.request(), scopes.answer(), scopes.listed());
    } else if (deviation instanceof Deviation.AnsweredAs answered) {
      answered.types().forEach(type -> code.add("\n.answeredAs($S)", type));
    } else if (deviation instanceof Deviation.ErrorsInSuccess errors) {
      code.add("\n.errorsInSuccess($L)", list(errors.none()));
    } else if (deviation instanceof Deviation.ErrorCode error) {
      code.add(
          "\n.errorCode($S, $S, $T.$L)",
          error.value(),
          error.status(),
          Meaning.class,
          error.meaning().name());
    }
  }

  private static CodeBlock rest(List<String> texts) {
    return texts.isEmpty() ? CodeBlock.of("") : CodeBlock.of(", $L", list(texts));
  }

  private static CodeBlock list(List<String> texts) {
    return texts.stream().map(text -> CodeBlock.of("$S", text)).collect(CodeBlock.joining(", "));
  }
}
