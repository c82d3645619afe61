package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The studies: of gradients, of all objectives that work with their defaults; of a network as an
 * energy and as a field.
 */
class StudyIT {

  private static final Path FIELD = Project.example("eight-gaussians-field.json");
  private static final Path ENERGY = Project.example("eight-gaussians-energy.json");

  @TempDir Path folder;

  @Test
  void exactLikelihoodHasNoAngleAndOthersAreMeasured() throws IOException {
    Path out = folder.resolve("study");
    CommandLine result =
        CommandLine.run(
            "study",
            "gradient-bias",
            Project.example("bars-and-stripes.json"),
            "--set",
            "energy.weightScale=0.5",
            "--draws",
            10,
            "--out",
            out);
    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = Files.readAllLines(out.resolve("gradient-bias.csv"));
    assertThat(lines).anyMatch(line -> line.contains("pseudo-likelihood"));
    String exact =
        lines.stream()
            .filter(line -> line.contains("maximum-likelihood"))
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(exact.split(",", -1)[1])).as(exact).isLessThan(0.01);
    assertThat(out.resolve("gradient-bias.png")).exists();
  }

  @Test
  void lossesOfClassesAreRefusedWithoutContexts() {
    CommandLine result =
        CommandLine.run(
            "train",
            Project.example("bars-and-stripes.json"),
            "--out",
            folder.resolve("run"),
            "--set",
            "objective={\"type\": \"cross-entropy\"}");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("compares targets given their contexts");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private CommandLine energyOrScore(Object first, Object second, String... changes) {
    List<Object> arguments = new ArrayList<>(List.of("study", "energy-or-score", first, second));
    arguments.addAll(List.of("--out", folder.resolve("study")));
    for (String change : changes) {
      arguments.addAll(List.of("--set", change));
    }
    return CommandLine.run(arguments.toArray());
  }

  private List<String[]> table(String name) throws IOException {
    return Files.readAllLines(folder.resolve("study/energy-or-score.csv")).stream()
        .map(line -> line.split(",(?! )", -1))
        .filter(cells -> cells[0].equals('"' + name + '"'))
        .toList();
  }

  @Test
  void energyAndFieldAreTrainedAndCompared() throws IOException {
    CommandLine result =
        energyOrScore(
            FIELD, ENERGY, "training.steps=40", "sampling.count=120", "evaluation.flow.rows=40");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("eight-gaussians-field (field)", "eight-gaussians-energy (energy)")
        .contains("seconds of a step of training", "cross-entropy of samples")
        .contains("A score of the energy 'eight-gaussians-energy' takes 2.00 times");
    assertThat(folder.resolve("study/energy-or-score.png")).isNotEmptyFile();
    String[] ahead = table("ahead of the other, nats").get(0);
    assertThat(Double.parseDouble(ahead[1])).isEqualTo(-Double.parseDouble(ahead[2]));
    String[] likelihoods = table("log-likelihood, nats").get(0);
    assertThat(Double.parseDouble(likelihoods[1]) - Double.parseDouble(likelihoods[2]))
        .as("the mean difference is the difference of means")
        .isCloseTo(Double.parseDouble(ahead[1]), within(0.01));
    assertThat(table("inconsistency, nats").get(0)[1]).isEmpty();

    Path runs = folder.resolve("study/runs");
    CommandLine again =
        energyOrScore(
            runs.resolve("eight-gaussians-energy"), runs.resolve("eight-gaussians-field"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).doesNotContain("step of training");
    String[] swapped = table("ahead of the other, nats").get(0);
    assertThat(swapped[1]).isEqualTo(ahead[2]);
  }

  /**
   * Of images the picture has samples, of other states the numbers; two fields are compared too.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", ", \"shape\": [2, 2]"})
  void statesOfAnyShapeHaveAPicture(String shape) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(i % 2 + "," + i % 3 + ".5," + i % 5 + "," + i % 7 + "\n");
    }
    Files.writeString(folder.resolve("rows.csv"), rows);
    Path file =
        Files.writeString(
            folder.resolve("rows.json"),
            """
            {
              "name": "rows",
              "data": {"type": "csv", "file": "rows.csv", "heldOutFraction": 0.25, "standardize": true%s},
              "energy": {"type": "score-network",
                "layers": [{"type": "noise-mlp", "hidden": [8]}]},
              "objective": {"type": "denoising"},
              "optimizer": {"type": "adam", "rate": 0.001},
              "training": {"batch": 4, "steps": 5},
              "sampling": {"sampler": {"type": "heun", "nodes": 4}, "count": 20},
              "evaluation": {"flow": {"tolerance": 100}}
            }
            """
                .formatted(shape));
    CommandLine result = energyOrScore(file, file);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("In likelihood neither is ahead");
    assertThat(folder.resolve("study/energy-or-score.png")).isNotEmptyFile();
    assertThat(folder.resolve("study/runs/rows-2/samples.npy")).isNotEmptyFile();
  }

  @Test
  void twoModelsThatCannotBeComparedAreRefusedBeforeTheyAreTrained() throws IOException {
    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(ENERGY).replace("\"seed\": 42", "\"seed\": 43"));
    assertRefused(energyOrScore(FIELD, other), "the same data and the same seed");
    Files.writeString(
        other, Files.readString(ENERGY).replace("\"lowest\": 0.05}}}", "\"lowest\": 0.1}}}"));
    assertRefused(energyOrScore(FIELD, other), "in different ways");
    assertRefused(energyOrScore(FIELD, ENERGY, "evaluation={}"), "evaluation.flow");
    assertRefused(energyOrScore(FIELD, Project.example("two-moons.json")), "takes no noise away");
    assertThat(folder.resolve("study")).doesNotExist();
    assertThat(CommandLine.run("study", "nothing").err()).contains("gradient-bias", "energy-or-");
  }

  private static void assertRefused(CommandLine result, String why) {
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(why);
  }
}
