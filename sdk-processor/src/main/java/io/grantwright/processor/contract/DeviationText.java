package io.grantwright.processor.contract;

import static java.util.stream.Collectors.joining;

import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Pkce.Method;
import io.grantwright.processor.model.Authorizing;
import io.grantwright.processor.model.Deviation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deviations as a contract writes them, each of the smallest parts that can change by itself.
 *
 * @param kind which one
 * @param what what it says
 */
record DeviationText(String kind, String what) {
  /** Those that let a client understand more than it did without them, and change nothing else. */
  private static final Set<String> LENIENT = Set.of("answered-as", "textual", "token-type");

  static boolean isLenient(String kind) {
    return LENIENT.contains(kind);
  }

  static Stream<DeviationText> of(Deviation deviation) {
    String roles = deviation.at().stream().map(DeviationText::word).sorted().collect(joining(" "));
    return parts(deviation)
        .map(
            each ->
                new DeviationText(
                    each.kind(), roles.isEmpty() ? each.what() : each.what() + " at " + roles));
  }

  private static Stream<DeviationText> parts(Deviation deviation) {
    if (deviation instanceof Deviation.Renamed renamed) {
      return each(
          "renamed",
          renamed.in().stream()
              .map(message -> renamed.name() + " to " + renamed.to() + " in " + word(message))
              .toList());
    }
    if (deviation instanceof Deviation.Omitted omitted) {
      return each("omitted", omitted.names());
    }
    if (deviation instanceof Deviation.Wrapped wrapped) {
      return each("wrapped", List.of(wrapped.member()));
    }
    if (deviation instanceof Deviation.Textual textual) {
      return each("textual", textual.members());
    }
    if (deviation instanceof Deviation.TokenTypes types) {
      return Stream.concat(
          each("token-type", types.bearer()), said(types.missing(), "token-type", "none"));
    }
    if (deviation instanceof Deviation.Lifetime time) {
      return Stream.of(
              said(time.unit() != Unit.SECONDS, "lifetime", "in " + word(time.unit())),
              said(time.missing() > 0, "lifetime", time.missing() + " s if missing"),
              said(
                  time.refreshWindow() > 0,
                  "lifetime",
                  "refresh in " + time.refreshWindow() + " s"))
          .flatMap(each -> each);
    }
    if (deviation instanceof Deviation.Scopes scopes) {
      return Stream.of(
              said(!scopes.request().equals(" "), "scopes", "sent by \"" + scopes.request() + '"'),
              said(!scopes.answer().equals(" "), "scopes", "read by \"" + scopes.answer() + '"'),
              said(scopes.listed(), "scopes", "listed"),
              said(scopes.inCallback(), "scopes", "in callback"))
          .flatMap(each -> each);
    }
    if (deviation instanceof Deviation.AnsweredAs answers) {
      return each("answered-as", answers.types());
    }
    if (deviation instanceof Deviation.ErrorsInSuccess errors) {
      String none = errors.none().stream().sorted().collect(joining(" ", " but ", ""));
      return each("errors-in-success", List.of(errors.none().isEmpty() ? "all" : "all" + none));
    }
    if (deviation instanceof Deviation.ErrorCode code) {
      String status = code.status().isEmpty() ? "" : " with " + code.status();
      return each("error-code", List.of(code.value() + status + " as " + word(code.meaning())));
    }
    throw new IllegalStateException("A contract has no text for " + deviation);
  }

  /** Empty where authorizations are as the standards have them. */
  static String of(Authorizing authorizing) {
    Stream.Builder<String> parts = Stream.builder();
    if (authorizing.pkce() != Method.S256) {
      parts.add("pkce " + word(authorizing.pkce()));
    }
    List<String> parameters = authorizing.offlineParameters();
    if (parameters != null) {
      String scope = authorizing.offlineScope();
      parts.add(
          Stream.concat(
                  scope.isEmpty() ? Stream.of() : Stream.of("scope " + scope),
                  parameters.stream().sorted())
              .collect(joining(" ", "offline by ", "")));
    }
    Authorizing.Computed check = authorizing.callbackCheck();
    if (check != null) {
      parts.add("callbacks checked by " + check.type().canonicalName());
    }
    Authorizing.Computed mint = authorizing.secretMint();
    if (mint != null) {
      parts.add("secret by " + mint.type().canonicalName());
    }
    return parts.build().collect(joining(", "));
  }

  private static Stream<DeviationText> each(String kind, List<String> texts) {
    return texts.stream().map(each -> new DeviationText(kind, each));
  }

  private static Stream<DeviationText> said(boolean said, String kind, String what) {
    return said ? Stream.of(new DeviationText(kind, what)) : Stream.of();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
