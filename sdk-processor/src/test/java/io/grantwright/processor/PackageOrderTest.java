package io.grantwright.processor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The packages are steps: {@code read → model → contract → check → render → emit}. The processor
 * itself, in the root package, wires them.
 */
final class PackageOrderTest {
  private static final String ROOT = "io.grantwright.processor";

  /** What each package may use of the others. */
  private static final Map<String, Set<String>> USES =
      Map.of(
          "model", Set.of(),
          "read", Set.of("model"),
          "contract", Set.of("model"),
          "check", Set.of("model", "contract"),
          "openapi", Set.of(),
          "drift", Set.of("model", "check", "openapi"),
          "render", Set.of("model"),
          "emit", Set.of("model", "check", "render"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> usesOnlyWhatItsStepMayUse() {
    return USES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(step -> dynamicTest(step.getKey(), () -> checkStep(step.getKey(), step.getValue())));
  }

  @Test
  void modelContractAndCheckDoNotKnowJavac() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".model..", ROOT + ".contract..", ROOT + ".check..", ROOT + ".drift..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.lang.model..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void renderKnowsOnlyTheModifiersThatJavaPoetAsksFor() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".render..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of javax.lang.model, Modifier apart",
                type ->
                    type.getPackageName().startsWith("javax.lang.model")
                        && !type.getBaseComponentType()
                            .getName()
                            .equals("javax.lang.model.element.Modifier")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void emitHandsElementsOnWithoutAskingThemAnything() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".emit..")
        .should()
        .accessClassesThat()
        .resideInAPackage("javax.lang.model..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static void checkStep(String step, Set<String> uses) {
    DescribedPredicate<JavaClass> others =
        describe(
            "belong to the processor, but not to " + step + " or " + uses,
            type ->
                type.getPackageName().startsWith(ROOT)
                    && !isIn(type, step)
                    && uses.stream().noneMatch(used -> isIn(type, used)));
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + step + "..")
        .should()
        .dependOnClassesThat(others)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static boolean isIn(JavaClass type, String step) {
    String name = type.getPackageName();
    return name.equals(ROOT + "." + step) || name.startsWith(ROOT + "." + step + ".");
  }
}
