package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.Ebm;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The example plugin, as it was built outside the reactor, dropped into a plugin folder. */
class ExamplePluginIT {

  @TempDir Path folder;
  private Path plugins;

  @BeforeEach
  void install() throws IOException {
    Path built = Project.root().resolve("ebm-dist/target/examples/student-t-plugin/target/plugin");
    plugins = folder.resolve("plugins");
    Path target = Files.createDirectories(plugins.resolve("student-t"));
    try (Stream<Path> jars = Files.list(built)) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, target.resolve(String.valueOf(jar.getFileName())));
      }
    }
  }

  @Test
  void isListedWithItsJarAndVersion() {
    CommandLine result = CommandLine.run("plugins", "--plugins", plugins);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("student-t-plugin-1.2.3.jar 1.2.3")
        .containsPattern("section +student-t-tails ");
    assertThat(CommandLine.run("describe", "energy", "student-t", "--plugins", plugins).out())
        .contains("degrees")
        .contains("Degrees of freedom, at least 1");
  }

  @Test
  void usesItsOwnVersionOfALibrary() throws ReflectiveOperationException {
    try (Ebm ebm = Ebm.builder().plugins(plugins).open()) {
      Registry.Entry entry = ebm.registry().find(Kind.ENERGY, "student-t");
      assertThat(entry).isNotNull();
      ClassLoader loader = entry.extension().getClass().getClassLoader();
      Class<?> theirs = loader.loadClass(Gamma.class.getName());
      assertThat(theirs).isNotSameAs(Gamma.class);
      assertThat(jarOf(theirs)).endsWith("commons-math3-3.5.jar");
      assertThat(jarOf(Gamma.class)).doesNotContain("commons-math3-3.5.jar");
    }
  }

  private static String jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  @Test
  void itsLayerStandsInNetworks() throws IOException {
    Path file = folder.resolve("snake.json");
    Files.writeString(
        file,
        """
        {
          "name": "snake",
          "seed": 1,
          "data": {"type": "two-moons", "size": 200},
          "energy": {"type": "mlp", "layers": [
            {"type": "dense", "units": 8},
            "snake",
            {"type": "dense", "units": 8},
            {"type": "snake", "frequency": 2},
            {"type": "dense", "units": 1}
          ]},
          "objective": {"type": "pcd", "steps": 2, "sampler": {"type": "langevin", "stepSize": 0.01}},
          "training": {"batch": 32, "steps": 5}
        }
        """);
    CommandLine train =
        CommandLine.run("train", file, "--plugins", plugins, "--out", folder.resolve("snake"));
    assertThat(train.code()).as(train.err()).isZero();
    Files.writeString(file, Files.readString(file).replace("\"frequency\": 2", "\"frequency\": 0"));
    CommandLine refused = CommandLine.run("validate", file, "--plugins", plugins);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("energy.layers[3].frequency: must be positive, but is 0");
  }

  @Test
  void trainsInAnExperiment() {
    Path out = folder.resolve("run");
    CommandLine train =
        CommandLine.run(
            "train",
            Project.example("student-t.json"),
            "--plugins",
            plugins,
            "--out",
            out,
            "--set",
            "training.steps=400",
            "--set",
            "sampling.count=500");
    assertThat(train.code()).as(train.err()).isZero();
    assertThat(out.resolve("plots/student-t-density-0.png")).exists();
    assertThat(out.resolve("plots/student-t-quantiles-1.png")).exists();
    assertThat(out.resolve("report.html")).content().contains(">Tails</h2>");
    CommandLine evaluate = CommandLine.run("evaluate", out, "--plugins", plugins, "--json");
    assertThat(evaluate.code()).as(evaluate.err()).isZero();
    JsonNode result = Json.parse(evaluate.out());
    assertThat(result.path("logZ").path("method").asString()).isEqualTo("exact");
    // The best t model with 3 degrees of freedom has, by numerical maximisation, -3.8 nats on this.
    assertThat(result.path("logLikelihood").path("heldOut").asDouble()).isBetween(-4.2, -3.4);
  }
}
