package io.grantwright.processor.check;

import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Origin;
import java.util.Optional;
import java.util.Set;

/** A class of the unnamed package has no name but its simple one, which another one may hide. */
final class UnnamedPackage {
  private static final Set<String> HIDDEN =
      Set.of(
          ("Adapters Answer AnswerBody Answers Async Boolean Builder CallOptions ClientBuilder"
                  + " ClientDescription Collectors Companion CompletableFuture Dates Decode Double"
                  + " Draft Endpoint Endpoints EnumNames Fields FromSource Generated Headers"
                  + " IOException Instant Integer JsonAdapter JsonReader JsonWriter List LocalDate"
                  + " LocalDateTime Long Map Maybe NullMarked Nullable Object Objects OffsetDateTime"
                  + " OpenEnum Operation Operations Optional Override Pages Pipeline Raw Record"
                  + " Secret SensitiveUri String URI Union UnknownMembers Upload Void")
              .split(" "));

  private UnnamedPackage() {}

  static Optional<Problem> check(ClassRef type, Origin origin) {
    return type.packageName().isEmpty() && HIDDEN.contains(type.simpleNames().get(0))
        ? Optional.of(Problem.of(Rule.UNNAMED_PACKAGE, origin, type.simpleNames().get(0)))
        : Optional.empty();
  }
}
