package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user reads after a mistake: the exact sentences and exit codes, from the command line,
 * with the real components. Mistakes in plugins are tested where they are found, in {@code
 * DiscoveryTest}; those in a file's syntax in {@code ExperimentFileTest}.
 */
class MistakesTest {

  @TempDir Path folder;

  private static final String EXPERIMENT =
      """
      {
        "name": "mistakes",
        "seed": 1,
        "data": {"type": "two-moons", "size": 500, "heldOut": 100},
        "energy": {"type": "mlp", "hidden": [8]},
        "objective": {"type": "pcd", "steps": 2, "sampler": {"type": "langevin", "stepSize": 0.01}},
        "optimizer": {"type": "adam", "rate": 0.001},
        "training": {"batch": 64, "steps": 20}
      }
      """;

  private Path file(String from, String to) throws IOException {
    assertThat(EXPERIMENT).contains(from);
    Path file = folder.resolve("e.json");
    Files.writeString(file, EXPERIMENT.replace(from, to));
    return file;
  }

  /** Trains with the change; expects the code; nothing may have been written. */
  private String mistake(int code, String from, String to) throws IOException {
    Path file = file(from, to);
    Path out = folder.resolve("out");
    CommandLine result = CommandLine.run("train", file, "--out", out, "--threads", 2);
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    if (code == 2) {
      assertThat(out).doesNotExist();
    }
    return result.err().strip().replace(file.toString(), "e.json");
  }

  @Test
  void unknownKey() throws IOException {
    assertThat(mistake(2, "\"stepSize\"", "\"stepsize\""))
        .startsWith("error: e.json:6:76  objective.sampler.stepsize: unknown key; allowed are: ")
        .endsWith("; did you mean 'stepSize'?");
  }

  @Test
  void aValueOfWhatStandsThereByDefaultCanBeSet() throws IOException {
    Path file = file(",\n  \"optimizer\": {\"type\": \"adam\", \"rate\": 0.001}", "");
    assertThat(CommandLine.run("validate", file, "--set", "optimizer.rate=0.01").code()).isZero();
    CommandLine other =
        CommandLine.run(
            "validate", file, "--set", "optimizer.type=sgd", "--set", "optimizer.beta1=0.5");
    assertThat(other.err())
        .contains(
            "--set optimizer.beta1=0.5  optimizer.beta1: unknown key; allowed are: type, rate,");
  }

  @Test
  void aMinibatchOfManyTimesTheExamplesIsWarnedOf() throws IOException {
    CommandLine large = CommandLine.run("validate", file("\"batch\": 64", "\"batch\": 5001"));
    assertThat(large.code()).isZero();
    assertThat(large.err())
        .contains("warning: training.batch is 5001, but there are 500 examples; each comes many");
    assertThat(CommandLine.run("validate", file("\"batch\": 64", "\"batch\": 5000")).err())
        .doesNotContain("training.batch");
  }

  @Test
  void aFolderThatIsNoRunIsNotResumed() {
    CommandLine result = CommandLine.run("train", folder, "--resume");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "error: "
                + folder
                + ": is a folder without a run that has begun; give an experiment, with --out "
                + folder
                + " to train into it");
  }

  @Test
  void nullOnTheCommandLineHasNoPlaceInAFile() throws IOException {
    Path file = file("\"batch\": 64", "\"batch\": 64");
    assertThat(CommandLine.run("validate", file, "--set", "data.size=null").err().strip())
        .isEqualTo("error: --set data.size=null  data.size: must be a whole number, but is null");
  }

  @Test
  void unknownType() throws IOException {
    assertThat(mistake(2, "\"langevin\"", "\"langvin\""))
        .startsWith(
            "error: e.json:6:64  objective.sampler.type: no sampler 'langvin' is installed;"
                + " installed are: ")
        .contains("; did you mean 'langevin'?");
  }

  @Test
  void wrongType() throws IOException {
    assertThat(mistake(2, "\"hidden\": [8]", "\"hidden\": true"))
        .isEqualTo(
            "error: e.json:5:39  energy.hidden: must be a list, each a whole number, but is true");
  }

  @Test
  void fractionForAWholeNumber() throws IOException {
    assertThat(mistake(2, "\"batch\": 64", "\"batch\": 5.9"))
        .isEqualTo(
            "error: e.json:8:25  training.batch: must be a whole number, but is the number 5.9");
  }

  @Test
  void notANumber() throws IOException {
    assertThat(mistake(2, "\"stepSize\": 0.01", "\"stepSize\": \"NaN\""))
        .endsWith(
            "objective.sampler.stepSize: must be a number or a schedule: {\"type\": …}, but is the"
                + " text \"NaN\"");
  }

  @Test
  void duplicateKey() throws IOException {
    assertThat(mistake(2, "\"seed\": 1,", "\"seed\": 1, \"seed\": 2,"))
        .isEqualTo(
            "error: e.json:3:14  seed: this key stands twice in the same object, first in line 3;"
                + " remove one");
  }

  @Test
  void trailingText() throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(file, EXPERIMENT + "[]");
    CommandLine result = CommandLine.run("validate", file);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "error: " + file + ":10:1  there is text after the end of the experiment; remove it");
  }

  @Test
  void missingKey() throws IOException {
    assertThat(mistake(2, ", \"sampler\": {\"type\": \"langevin\", \"stepSize\": 0.01}", ""))
        .startsWith(
            "error: e.json:6:16  objective.sampler: this key is missing; it must be a sampler:"
                + " {\"type\": …}");
  }

  @Test
  void outOfRange() throws IOException {
    assertThat(mistake(2, "\"stepSize\": 0.01", "\"stepSize\": 0"))
        .endsWith("objective.sampler.stepSize: must be positive, but is 0");
  }

  @Test
  void allProblemsAtOnce() throws IOException {
    String message = mistake(2, "\"batch\": 64, \"steps\": 20", "\"batch\": 0, \"stpes\": 20.5");
    assertThat(message.lines()).hasSize(1);
    Path file = folder.resolve("e.json");
    Files.writeString(
        file,
        EXPERIMENT
            .replace("\"seed\": 1", "\"seed\": \"x\"")
            .replace("\"adam\"", "\"adma\"")
            .replace("\"size\"", "\"sise\""));
    assertThat(CommandLine.run("validate", file).err().strip().lines()).hasSize(3);
  }

  @Test
  void fileAbsent() {
    Path file = folder.resolve("absent.json");
    CommandLine result = CommandLine.run("train", file);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip()).isEqualTo("error: " + file + ": there is no such file");
  }

  @Test
  void directoryNotEmpty() throws IOException {
    Path out = Files.createDirectory(folder.resolve("full"));
    Path precious = Files.writeString(out.resolve("precious.txt"), "mine");
    CommandLine result = CommandLine.run("train", file("1,", "1,"), "--out", out);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "error: "
                + out
                + ": is not empty, and nothing is overwritten; choose another folder with --out, or"
                + " continue the run in it with --resume");
    assertThat(precious).hasContent("mine");
    assertThat(out).isDirectoryNotContaining("glob:**experiment.json");
  }

  @Test
  void directoryNotWritable() throws IOException {
    Path out = Files.writeString(folder.resolve("file"), "mine").resolve("run");
    CommandLine result = CommandLine.run("train", file("1,", "1,"), "--out", out);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .startsWith("error: " + out + ": cannot be written (")
        .endsWith("); choose another folder with --out");
  }

  @AfterEach
  void makeWritable() throws IOException {
    Path locked = folder.resolve("locked");
    if (Files.exists(locked)) {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void directoryWithoutPermission() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
    assumeThat(Files.isWritable(locked)).as("root may write everywhere").isFalse();
    Path out = locked.resolve("run");
    CommandLine result = CommandLine.run("train", file("1,", "1,"), "--out", out);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(out + ": cannot be written (");
  }

  @Test
  void energyThatTheSamplerCannotHandle() throws IOException {
    assertThat(mistake(2, "{\"type\": \"langevin\", \"stepSize\": 0.01}", "{\"type\": \"gibbs\"}"))
        .startsWith(
            "error: objective.sampler: sampler 'gibbs' needs an energy that is GibbsSampled; this"
                + " one is CurvatureLearnable, Differentiable, Learnable,"
                + " Replicable, ScoreLearnable; samplers that fit it: ")
        .contains(" langevin, mala, metropolis, nesterov, nuts,")
        .doesNotContain("wolff");
  }

  /** What a setting of the energy would give is told. */
  @Test
  void aGeneratorThatTheEnergyWasNotGiven() throws IOException {
    String with =
        Files.readString(Project.root().resolve("examples").resolve("pendulum-amortised.json"));
    String without = with.replace(", \"proposal\": {}", "");
    assertThat(without).isNotEqualTo(with);
    Path file = folder.resolve("e.json");
    Files.writeString(file, without);
    CommandLine result = CommandLine.run("validate", file);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .startsWith(
            "error: objective.terms[1].objective: objective 'amortised-svgd' needs an energy that is"
                + " Proposing; this one is AllPairs, CurvatureLearnable, Differentiable, Learnable,"
                + " Replicable, ScoreLearnable; with the setting 'proposal' a policy is Proposing; objectives that fit it: ");
  }

  private static final String PCD =
      "{\"type\": \"pcd\", \"steps\": 2, \"sampler\": {\"type\": \"langevin\", \"stepSize\": 0.01}}";

  @Test
  void objectiveThatTheEnergyDoesNotFit() throws IOException {
    assertThat(mistake(2, PCD, "{\"type\": \"maximum-likelihood\"}"))
        .startsWith(
            "error: objective: objective 'maximum-likelihood' needs an energy that is Tractable,"
                + " ExactExpectations; this one is CurvatureLearnable, Differentiable, Learnable,"
                + " Replicable, ScoreLearnable;"
                + " objectives that fit it: ")
        .contains(" fast-pcd, ", " nce, ", " score-matching, ")
        .doesNotContain("cross-entropy", "hinge", "marginal");
  }

  @Test
  void objectiveForOtherStates() throws IOException {
    assertThat(mistake(2, PCD, "{\"type\": \"ratio-matching\"}"))
        .isEqualTo(
            "error: objective: objective 'ratio-matching' needs discrete states, not those of"
                + " Real[shape=[2]]; score matching is for real ones; objectives that fit it: cd,"
                + " conditional-nce, contrastive, denoising-score-matching, diffusion-recovery,"
                + " energy-discrepancy, energy-magnitude, energy-matching, equilibrium-matching,"
                + " fast-pcd, finite-difference-score-matching,"
                + " gradient-penalty, latent, nce, pcd, score-matching, sliced-score-matching, sum, triplet, unrolled, with-noise");
  }

  @Test
  void negativesThatAreMissing() throws IOException {
    assertThat(mistake(2, PCD, "{\"type\": \"contrastive\"}"))
        .isEqualTo(
            "error: objective: objective 'contrastive' has no negatives: 'negatives' names no noise,"
                + " and only a conditional model can take the targets of other rows; give"
                + " 'negatives', as in {\"type\": \"gaussian\"}; objectives that fit it: cd,"
                + " conditional-nce, denoising-score-matching, diffusion-recovery,"
                + " energy-discrepancy, energy-magnitude, energy-matching, equilibrium-matching,"
                + " fast-pcd, finite-difference-score-matching,"
                + " gradient-penalty, latent, nce, pcd, score-matching, sliced-score-matching, sum, triplet, unrolled, with-noise");
  }

  @Test
  void contrastWithinABatchOfOne() throws IOException {
    Path pairs = folder.resolve("pairs.csv");
    Files.writeString(pairs, "1,2,3,4\n5,6,7,8\n");
    Path file = folder.resolve("e.json");
    Files.writeString(
        file,
        """
        {
          "name": "pairs",
          "seed": 1,
          "data": {"type": "halves", "data": {"type": "csv", "file": "pairs.csv"}},
          "energy": {"type": "two-tower"},
          "objective": {"type": "info-nce"},
          "optimizer": {"type": "adam", "rate": 0.001},
          "training": {"batch": 1, "steps": 20}
        }
        """);
    CommandLine result = CommandLine.run("train", file, "--out", folder.resolve("out"));
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "error: objective: objective 'info-nce' contrasts the rows of a minibatch with each"
                + " other, but a minibatch has 1 row; let 'training.batch' be at least 2; "
                + "objectives that fit it: cd, conditional-nce, contrastive,"
                + " denoising-score-matching, diffusion-recovery, energy-discrepancy,"
                + " energy-magnitude, energy-matching, equilibrium-matching,"
                + " fast-pcd, finite-difference-score-matching,"
                + " gradient-penalty, latent, nce, pcd, score-matching, sliced-score-matching, sum,"
                + " triplet, unrolled, with-noise");
  }

  @Test
  void trainingThatDiverges() throws IOException {
    String message = mistake(1, "\"rate\": 0.001", "\"rate\": 1e30");
    assertThat(message.lines().reduce((a, b) -> b).orElse(""))
        .startsWith("failed: training stopped in step ")
        .contains(" of 20: ")
        .contains("the last good checkpoint is ");
  }

  @Test
  void runThatIsNone() {
    for (String command : new String[] {"sample", "evaluate", "report"}) {
      CommandLine result = CommandLine.run(command, folder);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err().strip())
          .isEqualTo(
              "error: "
                  + folder
                  + ": is no run; a run is a folder that 'ebm train' made, with experiment.json in"
                  + " it");
    }
  }

  @Test
  void unknownKindAndName() {
    assertThat(CommandLine.run("describe", "samplr", "mala").err())
        .contains("there is no kind 'samplr'; kinds are: ")
        .contains("did you mean 'sampler'?");
    assertThat(CommandLine.run("describe", "sampler", "malla").err())
        .contains("no sampler 'malla' is installed")
        .contains("did you mean 'mala'?");
  }
}
