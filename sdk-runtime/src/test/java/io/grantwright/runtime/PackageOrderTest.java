package io.grantwright.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One package a concern, and each depends only on those before it. */
final class PackageOrderTest {
  private static final String ROOT = "io.grantwright.runtime";

  private static final List<String> ORDER =
      List.of(
          "secret",
          "endpoint",
          "json",
          "error",
          "retry",
          "auth",
          "call",
          "oauth",
          "flow",
          "session",
          "credentials",
          "store");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> dependsOnlyOnPackagesBeforeIt() {
    return IntStream.range(0, ORDER.size())
        .mapToObj(i -> dynamicTest(ORDER.get(i), () -> checkNothingAfter(i)));
  }

  @Test
  void everyClassLivesInOneOfThePackages() {
    classes()
        .should()
        .resideInAnyPackage(packages(ORDER))
        .allowEmptyShould(true)
        .because("a package that the order does not name escapes it")
        .check(CLASSES);
  }

  private static void checkNothingAfter(int index) {
    List<String> later = ORDER.subList(index + 1, ORDER.size());
    if (later.isEmpty()) {
      return;
    }
    noClasses()
        .that()
        .resideInAPackage(packageOf(ORDER.get(index)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(later))
        .allowEmptyShould(true)
        .because("the order is " + String.join(" → ", ORDER))
        .check(CLASSES);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(PackageOrderTest::packageOf).toArray(String[]::new);
  }

  private static String packageOf(String name) {
    return ROOT + "." + name + "..";
  }
}
