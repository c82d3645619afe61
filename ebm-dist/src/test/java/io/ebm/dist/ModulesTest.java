package io.ebm.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the modules. */
class ModulesTest {

  private static final String[] PLUGINS = {
    "io.ebm.samplers..", "io.ebm.objectives..", "io.ebm.models.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.ebm");

  @Test
  void pluginsDoNotDependOnTheHost() {
    noClasses()
        .that()
        .resideInAnyPackage(PLUGINS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ebm.core..")
        .check(CLASSES);
  }

  @Test
  void pluginsDoNotDependOnEachOther() {
    slices()
        .matching("io.ebm.(samplers|objectives)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
    slices().matching("io.ebm.models.(*)..").should().notDependOnEachOther().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.ebm.models..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.ebm.samplers..", "io.ebm.objectives..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("io.ebm.samplers..", "io.ebm.objectives..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ebm.models..")
        .check(CLASSES);
  }

  @Test
  void theHostNamesNoPluginsClass() {
    noClasses()
        .that()
        .resideInAPackage("io.ebm.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PLUGINS)
        .check(CLASSES);
  }

  @Test
  void theInterfaceDependsOnNothing() {
    noClasses()
        .that()
        .resideInAnyPackage("io.ebm.api..", "io.ebm.math..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "io.ebm.api..", "io.ebm.math..", "java..", "jdk.incubator.vector..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theHostsPackagesHaveNoCycles() {
    slices().matching("io.ebm.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
