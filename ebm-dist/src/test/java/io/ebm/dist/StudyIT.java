package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of gradients, of all objectives that work with their defaults. */
class StudyIT {

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
}
