package io.ebm.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ebm.api.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
        .resideInAnyPackage("io.ebm.api..", "io.ebm.math..", "io.ebm.nn..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "io.ebm.api..",
            "io.ebm.math..",
            "io.ebm.nn..",
            "java..",
            "com.google.auto.service..", // read by the compiler alone
            "jdk.incubator.vector..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theHostsPackagesHaveNoCycles() {
    slices().matching("io.ebm.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** A test by type would pass by what a wrapper hands on. */
  @Test
  void capabilitiesAreAskedFor() {
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getInstanceofChecks().stream())
                .filter(check -> check.getRawType().isAnnotatedWith(Capability.class)))
        .isEmpty();
  }

  /** Words for a task or for a kind of model, wherever a name or a sentence has them. */
  private static final Pattern KINDS =
      Pattern.compile(
          "polic|retriev|\\bcrf|hopfield|boltzmann|associative|episode|\\bacting|interactive"
              + "|softmax|\\bjem\\b|label sequence",
          Pattern.CASE_INSENSITIVE);

  /** What the words mean something else in, or what is written into files since long. */
  private static final Pattern OTHERWISE =
      Pattern.compile("Content-Security-Policy|\"retrievalAmong\"");

  @Test
  void theHostNamesNoTaskAndNoKindOfModel() throws IOException {
    Path sources = Project.root().resolve("ebm-core/src/main");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = OTHERWISE.matcher(Files.readString(file)).replaceAll("");
        assertThat(text.lines().filter(line -> KINDS.matcher(line).find()))
            .as("what %s names", file)
            .isEmpty();
      }
    }
  }

  /** What core brings for the interface's own capabilities is found by its service file alone. */
  @Test
  void theHostNamesNoScorer() {
    noClasses()
        .that()
        .resideInAPackage("io.ebm.core..")
        .and()
        .resideOutsideOfPackage("io.ebm.core.scores..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ebm.core.scores..")
        .check(CLASSES);
  }
}
