package io.grantwright.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may be missing is known to as few classes as possible. */
final class OptionalLibrariesTest {
  @Test
  void oneClassKnowsTheLibraryOfSignatures() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.grantwright.runtime.flow.NimbusSignedText")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.nimbusds..")
        .because("the library is optional")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.grantwright.runtime"));
  }
}
