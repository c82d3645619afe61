package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads whose sampler, energy and data do not go together: the exact sentences. */
class BadInputTest {

  private static final String BITS =
      "\"data\": {\"type\": \"csv\", \"file\": \"bits.csv\", \"shape\": [3, 3], \"binarize\": 0.5}, ";
  private static final String NUMBERS =
      "\"data\": {\"type\": \"csv\", \"file\": \"bits.csv\", \"shape\": [3, 3], \"scale\": 2}, ";
  private static final String TRAINING =
      ", \"objective\": {\"type\": \"maximum-likelihood\"}, \"optimizer\": {\"type\": \"adam\"},"
          + " \"training\": {\"batch\": 4, \"steps\": 2}";

  @TempDir Path folder;

  @BeforeEach
  void copyData() throws IOException {
    Files.copy(Project.example("bars-and-stripes-3x3.csv"), folder.resolve("bits.csv"));
  }

  private Path experiment(String text) throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(file, "{\"name\": \"x\", \"seed\": 1, " + text + "}");
    return file;
  }

  private String error(int code, CommandLine result) {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    return result.err().strip().replace(folder.resolve("e.json").toString(), "e.json");
  }

  private String sampling(int code, String energy, String sampler) throws IOException {
    Path file = experiment(energy + ", \"sampling\": {\"sampler\": " + sampler + "}");
    return error(code, CommandLine.run("sample", file, "--out", folder.resolve("x.npy")));
  }

  private String training(String text, String... settings) throws IOException {
    List<Object> command =
        new ArrayList<>(
            List.of("train", experiment(text + TRAINING), "--out", folder.resolve("run")));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    return error(2, CommandLine.run(command.toArray()));
  }

  @Test
  void aStepThatIsZeroOrNoNumber() throws IOException {
    String well = "\"energy\": {\"type\": \"double-well\"}";
    assertThat(sampling(2, well, "{\"type\": \"mala\", \"stepSize\": 0}"))
        .isEqualTo("error: e.json:1:114  sampling.sampler.stepSize: must be positive, but is 0");
    assertThat(sampling(2, well, "{\"type\": \"mala\", \"stepSize\": \"NaN\"}"))
        .isEqualTo(
            "error: e.json:1:114  sampling.sampler.stepSize: must be a number or a schedule:"
                + " {\"type\": …}, but is the text \"NaN\"");
  }

  @Test
  void aSettingOfANestedComponentThatOnlyItsMakingFinds() throws IOException {
    assertThat(
            training(
                "\"data\": {\"type\": \"replay\", \"environment\": {\"type\": \"gridworld\","
                    + " \"map\": [\"S.x\", \"..G\"]}}, \"energy\": {\"type\": \"table-policy\"}"))
        .isEqualTo(
            "error: data.environment.map: the map, line 1, column 3: 'x' is no letter of a map; they"
                + " are # (wall), . (floor), S (start), G (goal) and X (trap); did you mean 'X'?");
  }

  @Test
  void anEnergyWithoutWhatASamplerNeeds() throws IOException {
    assertThat(
            sampling(
                2,
                "\"energy\": {\"type\": \"ising\", \"shape\": [3, 3]}",
                "{\"type\": \"mala\", \"stepSize\": 0.1}"))
        .isEqualTo(
            "error: sampling.sampler: sampler 'mala' needs an energy that is Differentiable; this one"
                + " is Annealable, AnnealedGibbs, Clampable, ExactDraws, ExactExpectations,"
                + " ExactMarginals, GibbsSampled, Learnable,"
                + " PairwiseCoupled, SiteDifferences, SiteSampled, Tractable; samplers that fit it:"
                + " block, discrete-langevin, exact, gibbs, gibbs-with-gradients,"
                + " importance-resampling, independence,"
                + " metropolis, parallel-tempering, simulated-annealing, slice, smc, swendsen-wang,"
                + " tempered-transitions, wolff");
    assertThat(
            sampling(
                2,
                BITS + "\"energy\": {\"type\": \"rbm\"}",
                "{\"type\": \"gibbs\", \"scan\": \"random\"}"))
        .startsWith(
            "error: sampling.sampler: sampler 'gibbs' needs an energy that is SiteSampled; this"
                + " one is Annealable, ");
  }

  /** Which no capability tells: the space. */
  @Test
  void aSpaceThatASamplerDoesNotKnow() throws IOException {
    assertThat(
            sampling(
                2,
                "\"energy\": {\"type\": \"ising\", \"shape\": [3, 3]}",
                "{\"type\": \"elliptical-slice\"}"))
        .endsWith(
            "error: sampling.sampler: sampler 'elliptical-slice' needs real states, but the energy is"
                + " on Spin[shape=[3, 3]]; samplers that fit it: block, discrete-langevin,"
                + " exact, gibbs, gibbs-with-gradients, importance-resampling, independence,"
                + " metropolis, parallel-tempering,"
                + " simulated-annealing, slice, smc, swendsen-wang, tempered-transitions, wolff");
  }

  @Test
  void aStartOutsideTheSupport() throws IOException {
    assertThat(
            sampling(
                1,
                "\"energy\": {\"type\": \"expression\", \"dim\": 1, \"expression\": \"exp(exp(20 -"
                    + " x[0]))\"}",
                "{\"type\": \"mala\", \"stepSize\": 0.1}"))
        .endsWith(
            "failed: sampling stopped: sampler 'mala', tile 0 (its chains from step 0): chain 0 stands"
                + " outside the support of the energy after step 0: its energy is Infinity, and no"
                + " move can be accepted or refused from there; start it where the energy is finite");
  }

  @Test
  void aChainThatRunsAway() throws IOException {
    assertThat(
            sampling(
                1,
                "\"energy\": {\"type\": \"expression\", \"dim\": 1, \"expression\": \"x[0]^4\"}",
                "{\"type\": \"langevin\", \"stepSize\": 5}"))
        .matches(
            "(?s).*failed: sampling stopped: sampler 'langevin', tile 0 \\(its chains from step 0\\):"
                + " the energy of chain \\d+ is Infinity after step 4; its last finite energy was"
                + " [0-9.]+E\\d+; a smaller 'stepSize' may help");
  }

  @Test
  void dataThatAModelIsNotOver() throws IOException {
    assertThat(
            training(NUMBERS + "\"energy\": {\"type\": \"rbm\", \"visibleKind\": \"bernoulli\"}"))
        .isEqualTo(
            "error: energy: visibleKind bernoulli needs data of zeros and ones; these are"
                + " Real[shape=[3, 3]]. Images become binary by the data's setting \"binarize\"");
    assertThat(training(NUMBERS + "\"energy\": {\"type\": \"boltzmann-machine\"}"))
        .isEqualTo(
            "error: energy: a Boltzmann machine is over zeros and ones, but the data are in"
                + " Real[shape=[3, 3]]");
    assertThat(training(BITS + "\"energy\": {\"type\": \"ising\", \"shape\": [3, 3]}"))
        .isEqualTo(
            "error: data: example 0 has 0.0 in column 0, and energy 'ising' is over Spin[shape=[3, 3]]");
  }

  @Test
  void dataOfAnotherSize() throws IOException {
    assertThat(training(BITS + "\"energy\": {\"type\": \"ising\", \"shape\": [4, 4]}"))
        .isEqualTo(
            "error: data: examples have 9 values, Binary[shape=[3, 3]], and energy 'ising' is over 16,"
                + " Spin[shape=[4, 4]]");
  }

  @Test
  void aSamplerThatMovesWhatIsGiven() throws IOException {
    Path given = folder.resolve("given.npy");
    String ising = "\"energy\": {\"type\": \"ising\", \"shape\": [3, 3]}";
    Path file = experiment(ising + ", \"sampling\": {\"sampler\": {\"type\": \"metropolis\"}}");
    assertThat(CommandLine.run("sample", file, "--out", given, "--count", 5, "--steps", 20).code())
        .isZero();
    Object[] complete = {"sample", file, "--given", given, "--out", folder.resolve("x.npy")};
    assertThat(error(2, CommandLine.run(complete)))
        .endsWith(
            "error: sampling.sampler: sampler 'metropolis' moves units that are given; rows are"
                + " completed by the energy's own sweeps, as 'gibbs' makes them");
  }

  @Test
  void aGraphFileWithABadLine() throws IOException {
    Files.writeString(folder.resolve("g.txt"), "3 2\n1 2 1\n1 4 1\n");
    assertThat(
            sampling(
                2,
                "\"energy\": {\"type\": \"ising\", \"graph\": \"g.txt\"}",
                "{\"type\": \"gibbs\"}"))
        .isEqualTo(
            "error: energy: graph file 'g.txt', line 3: vertex must lie between 1 and 3, but is 4");
  }

  @Test
  void anEnumerationThatIsTooLarge() throws IOException {
    assertThat(
            training(
                "\"data\": {\"type\": \"csv\", \"file\": \"wide.csv\", \"binarize\": 0.5}, "
                        .replace("wide.csv", wide())
                    + "\"energy\": {\"type\": \"boltzmann-machine\"}"))
        .startsWith(
            "error: objective: objective 'maximum-likelihood' needs an energy that is Tractable,"
                + " ExactExpectations; this one is ")
        .contains(
            "; it has 25 units of 2 levels, and 2^24 states are the most that are summed, which is 24"
                + " units; estimate log Z instead, for instance by ais; objectives");
  }

  private String wide() throws IOException {
    Files.writeString(folder.resolve("wide.csv"), ("0" + ",1".repeat(24) + "\n").repeat(3));
    return "wide.csv";
  }

  @Test
  void noiseOnDataThatAreNoNumbers() throws IOException {
    String noise = "training.dataNoise=0.1";
    assertThat(training(BITS + "\"energy\": {\"type\": \"rbm\"}", noise))
        .isEqualTo(
            "error: training.dataNoise: needs unbounded real data, but they are of"
                + " Binary[shape=[3, 3]]");
    assertThat(
            training(
                "\"data\": {\"type\": \"replay\", \"environment\": {\"type\": \"cart-pole\"}},"
                    + " \"energy\": {\"type\": \"policy\"}",
                noise,
                "objective={\"type\": \"soft-q-learning\"}"))
        .isEqualTo(
            "error: training.dataNoise: is for recorded examples, not for those that training adds");
    Files.writeString(folder.resolve("tags.tsv"), "B\tw=a\nI\tw=b\n\n");
    assertThat(
            training(
                "\"data\": {\"type\": \"crfsuite\", \"file\": \"tags.tsv\"},"
                    + " \"energy\": {\"type\": \"crf\"}",
                noise))
        .isEqualTo(
            "error: training.dataNoise: needs contexts that are rows of numbers; those of these data"
                + " are not");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void augmentationsOfWhatTheyAreNotFor() throws IOException {
    assertThat(
            training(
                BITS + "\"energy\": {\"type\": \"rbm\"}",
                "training.augmentations=[\"flip\", {\"type\": \"shift\", \"pixels\": 1, \"fill\": 0.5}]"))
        .startsWith(
            "error: training.augmentations[1]: augmentation 'shift' fills with 0.5, which is no value"
                + " of Binary[shape=[3, 3]]; augmentations that fit it: crop, cut-out, flip, rotate");
    assertThat(
            training(
                BITS + "\"energy\": {\"type\": \"rbm\"}", "training.augmentations=[\"noise\"]"))
        .startsWith(
            "error: training.augmentations[0]: augmentation 'noise' is for images of real numbers, not"
                + " for Binary[shape=[3, 3]]");
    assertThat(
            training(
                BITS + "\"energy\": {\"type\": \"rbm\"}",
                "training.augmentations=[\"token-dropout\"]"))
        .startsWith(
            "error: training.augmentations[0]: augmentation 'token-dropout' is for labels, as the tokens"
                + " of texts are, not for Binary[shape=[3, 3]]");
    assertThat(
            training(
                "\"data\": {\"type\": \"replay\", \"environment\": {\"type\": \"cart-pole\"}},"
                    + " \"energy\": {\"type\": \"policy\"}",
                "training.augmentations=[\"noise\"]",
                "objective={\"type\": \"soft-q-learning\"}"))
        .isEqualTo(
            "error: training.augmentations: are for recorded examples, not for those that training"
                + " adds");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void textFromDataHasNoPowerOverATerminal() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      rows.append(i).append(",\u001b[31ma\n-").append(i).append(",\u202eb\n");
    }
    Files.writeString(folder.resolve("classes.csv"), rows);
    Path file =
        experiment(
            "\"data\": {\"type\": \"csv\", \"file\": \"classes.csv\", \"labelColumn\": 1},"
                + " \"energy\": {\"type\": \"softmax-classifier\"}, \"objective\": {\"type\":"
                + " \"cross-entropy\"}, \"optimizer\": {\"type\": \"lbfgs\"}, \"training\":"
                + " {\"steps\": 9}");
    Path run = folder.resolve("run\u001b[31m");
    CommandLine valid = CommandLine.run("validate", file);
    CommandLine trained = CommandLine.run("train", file, "--out", run);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(valid.out()).contains("\\u001B[31ma (10)", "\\u202Eb (10)");
    assertThat(trained.err()).contains("run: " + folder.resolve("run\\u001B[31m"));
    CommandLine mistake = CommandLine.run("train", file, "--\u001b[31m");
    assertThat(mistake.err()).contains("Unknown option: '--\\u001B[31m'");
    for (String text :
        List.of(
            valid.out() + valid.err() + trained.err() + mistake.err(),
            Files.readString(run.resolve("report.html")))) {
      assertThat(text).doesNotContain("\u001b", "\u202e");
    }
    Files.writeString(folder.resolve("in.csv"), "5\n-5\n");
    assertThat(CommandLine.run("predict", run, "--input", folder.resolve("in.csv")).out())
        .as("results that a script takes")
        .isEqualTo("class\n\u001b[31ma\n\u202eb\n");
  }
}
