package io.grantwright.sdk;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.grantwright.annotations.Generated;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The byte code of annotations, runtime and SDK, generated classes included, finds nothing by its
 * name at run time: whatever is used is seen by whoever looks at the code, shrinkers too.
 */
final class ClosedWorldTest {
  /** With what is generated from the tests' descriptors, which use all that there is. */
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .importPackages(
              "io.grantwright.annotations", "io.grantwright.runtime", "io.grantwright.sdk")
          .that(
              DescribedPredicate.describe(
                  "shipped or generated",
                  each -> !isOfTests(each) || outermost(each).isAnnotatedWith(Generated.class)));

  private static boolean isOfTests(JavaClass type) {
    return type.getSource()
        .filter(source -> Location.of(source.getUri()).contains("/test-classes/"))
        .isPresent();
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ClosedWorldTest::outermost).orElse(type);
  }

  static Stream<ArchRule> rules() {
    return Stream.of(
        noClasses()
            .should()
            .callMethodWhere(target(owner(type(Class.class))).and(target(name("forName"))))
            .as("no Class.forName"),
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.lang.reflect")
                    .and(DescribedPredicate.not(type(Type.class)))
                    .and(DescribedPredicate.not(type(ParameterizedType.class))))
            .as("of java.lang.reflect only Type and ParameterizedType"),
        noClasses().should().dependOnClassesThat(type(ServiceLoader.class)).as("no ServiceLoader"),
        noClasses()
            .should()
            .callMethodWhere(target(owner(type(Moshi.class))).and(target(name("adapter"))))
            .as("no Moshi.adapter, which looks classes up by name"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void nothingIsFoundByItsName(ArchRule rule) {
    assertThat(OURS).hasSizeGreaterThan(300);
    assertThat(OURS.contain("io.grantwright.sdk.features.DrawingsClient")).isTrue();
    assertThat(OURS.contain(Offender.class)).isFalse();
    rule.check(OURS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aClassThatDoesItIsSeen(ArchRule rule) {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThat(rule.evaluate(offender).hasViolation()).isTrue();
  }

  /** Does all that is forbidden; never run. */
  @SuppressWarnings("unused")
  private static final class Offender {
    static Object all(Moshi moshi, Method method) throws ClassNotFoundException {
      Object proxy =
          Proxy.newProxyInstance(
              Class.forName("java.util.List").getClassLoader(),
              new Class<?>[] {ServiceLoader.load(Runnable.class).findFirst().getClass()},
              (self, called, arguments) -> called.equals(method));
      return moshi.adapter(proxy.getClass());
    }
  }
}
