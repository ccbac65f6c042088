package io.grantwright.processor.render;

import static java.util.stream.Collectors.joining;

import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.Deviation;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a provider differs from the standards at one operation, in words of Markdown. */
final class DeviationWords {
  private DeviationWords() {}

  /** None where a deviation is about messages that the operation does not have. */
  static Stream<String> of(Deviation deviation, Operation operation) {
    boolean answered = !(operation.result() instanceof Result.Link);
    boolean ofTokens = operation.role() == Role.TOKEN || operation.role() == Role.REFRESH;
    if (deviation instanceof Deviation.Renamed renamed) {
      return renamed(renamed, answered);
    }
    if (deviation instanceof Deviation.Omitted omitted) {
      return Stream.of("Not sent: " + codes(omitted.names()) + ".");
    }
    if (deviation instanceof Deviation.Scopes scopes) {
      return scopes(scopes, answered && ofTokens);
    }
    if (!answered) {
      return Stream.of();
    }
    if (deviation instanceof Deviation.Wrapped wrapped) {
      return Stream.of("The answer stands in " + Markdown.code(wrapped.member()) + ".");
    }
    if (deviation instanceof Deviation.Textual textual) {
      return Stream.of("Texts: " + codes(textual.members()) + ".");
    }
    if (deviation instanceof Deviation.AnsweredAs answers) {
      return Stream.of("Answers may also be of type " + codes(answers.types()) + ".");
    }
    if (deviation instanceof Deviation.ErrorsInSuccess errors) {
      String error = Spelling.ofError(operation).names().getOrDefault("error", "error");
      String none = errors.none().isEmpty() ? "" : " other than " + codes(errors.none());
      return Stream.of(
          "An answer of success with " + Markdown.code(error) + none + " is a failure.");
    }
    if (deviation instanceof Deviation.ErrorCode code) {
      String error =
          code.value().isEmpty() ? "A failure without a code" : Markdown.code(code.value());
      String status = code.status().isEmpty() ? "" : " with status " + code.status();
      String meaning = Markdown.code(code.meaning().name().toLowerCase(Locale.ROOT));
      return Stream.of(error + status + " means " + meaning + ".");
    }
    if (!ofTokens) {
      return Stream.of();
    }
    if (deviation instanceof Deviation.TokenTypes types) {
      String bearer =
          types.bearer().isEmpty() ? "" : codes(types.bearer()) + " means a bearer token.";
      String missing = types.missing() ? "No `token_type` means a bearer token." : "";
      return Stream.of(bearer, missing).filter(each -> !each.isEmpty());
    }
    if (deviation instanceof Deviation.Lifetime lifetime) {
      return lifetime(lifetime);
    }
    throw new IllegalStateException("The page has no words for " + deviation);
  }

  private static Stream<String> renamed(Deviation.Renamed renamed, boolean answered) {
    return renamed.in().stream()
        .flatMap(
            message ->
                switch (message) {
                  case REQUEST -> Stream.of("the request");
                  case ANSWER -> answered ? Stream.of("the answer") : Stream.of();
                  case ERROR -> answered ? Stream.of("errors") : Stream.of();
                  case CALLBACK -> answered ? Stream.of() : Stream.of("the callback");
                })
        .map(
            message ->
                Markdown.code(renamed.name())
                    + " is "
                    + Markdown.code(renamed.to())
                    + " in "
                    + message
                    + ".");
  }

  private static Stream<String> scopes(Deviation.Scopes scopes, boolean answered) {
    Stream.Builder<String> words = Stream.builder();
    if (!scopes.request().equals(" ")) {
      words.add("Scopes are sent with " + Markdown.code(scopes.request()) + " between them.");
    }
    if (answered && !scopes.answer().equals(" ")) {
      words.add("Scopes come with " + Markdown.code(scopes.answer()) + " between them.");
    }
    if (answered && scopes.listed()) {
      words.add("Scopes come as a list.");
    }
    return words.build();
  }

  private static Stream<String> lifetime(Deviation.Lifetime lifetime) {
    Stream.Builder<String> words = Stream.builder();
    if (lifetime.unit() != Unit.SECONDS) {
      words.add(
          switch (lifetime.unit()) {
            case SECONDS, MILLISECONDS -> "`expires_in` counts milliseconds.";
            case EPOCH_SECONDS -> "`expires_in` is a moment, in seconds since 1970.";
            case EPOCH_MILLISECONDS -> "`expires_in` is a moment, in milliseconds since 1970.";
          });
    }
    if (lifetime.missing() > 0) {
      words.add("Without `expires_in`, a token lives " + lifetime.missing() + " seconds.");
    }
    if (lifetime.refreshWindow() > 0) {
      words.add(
          "Tokens are refreshed in the last "
              + lifetime.refreshWindow()
              + " seconds of their life.");
    }
    return words.build();
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(Markdown::code).collect(joining(", "));
  }
}
