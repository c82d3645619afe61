package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field over sentences, trained and used from the command line. */
class SequenceIT {

  private static final int STEPS = 12;

  @TempDir Path folder;

  /** Words whose label is their first letter, but that of the word before them if they say so. */
  @BeforeEach
  void write() throws IOException {
    Random random = new Random(5);
    StringBuilder train = new StringBuilder();
    for (int sentence = 0; sentence < 300; sentence++) {
      char label = 'O';
      for (int t = random.nextInt(12); t >= 0; t--) {
        int kind = random.nextInt(4);
        label = kind == 3 ? label : "ABO".charAt(kind);
        char first = kind == 3 ? 's' : Character.toLowerCase(label);
        train.append(first).append(random.nextInt(40)).append(' ').append(first);
        train.append(' ').append(label).append('\n');
      }
      train.append('\n');
    }
    Files.writeString(folder.resolve("train.txt"), train);
    Files.writeString(folder.resolve("input.txt"), "a1 a\ns9 s\n\nb77 b\nnew o\n");
    Files.writeString(
        folder.resolve("field.json"),
        """
        {"name": "field", "seed": 3,
         "data": {"type": "conll", "file": "%s", "templates": ["U0:%%x[0,0]", "U1:%%x[0,1]", "U2:%%x[-1,1]", "B"]},
         "energy": {"type": "crf"},
         "objective": {"type": "maximum-likelihood"},
         "optimizer": {"type": "lbfgs", "c2": 0.1, "stop": {"epsilon": 0, "delta": 0}},
         "training": {"steps": %d, "checkpointEvery": 3, "logEvery": 1}}
        """
            .formatted(folder.resolve("train.txt"), STEPS));
  }

  private Path train(String name, Object... more) {
    Path out = folder.resolve(name);
    CommandLine result = training(out, more);
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  private CommandLine training(Path out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", folder.resolve("field.json")));
    words.addAll(List.of("--out", out));
    words.addAll(List.of(more));
    return CommandLine.run(words.toArray());
  }

  private static void delete(Path checkpoint) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoint)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(checkpoint);
  }

  private static void assertSameRun(Path a, Path b) throws IOException {
    String last = "checkpoints/step-%09d/".formatted(STEPS);
    for (String file :
        List.of(last + "parameters.safetensors", last + "state.safetensors", "metrics.jsonl")) {
      assertThat(Files.readAllBytes(a.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(b.resolve(file)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lbfgs", "owl-qn"})
  void sameBitsOnAnyThreadsAndAfterAStop(String optimizer) throws IOException {
    String[] set = {"--set", "optimizer.type=" + optimizer};
    Path one = train("one", set[0], set[1], "--threads", 1);
    assertSameRun(one, train("two", set[0], set[1], "--threads", 2));

    Path stopped = train("stopped", set[0], set[1]);
    for (int step = 9; step <= STEPS; step += 3) { // what a run killed after step 6 leaves
      delete(stopped.resolve("checkpoints/step-%09d".formatted(step)));
    }
    Files.deleteIfExists(stopped.resolve("report.html"));
    CommandLine resumed = training(stopped, set[0], set[1], "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("resuming after step 6");
    assertSameRun(one, stopped);
  }

  @Test
  void predictionsFromTheCommandLine() throws IOException {
    Path run = train("run");
    Path input = folder.resolve("input.txt");
    CommandLine plain = CommandLine.run("predict", run, "--input", input);
    assertThat(plain.code()).as(plain.err()).isZero();
    assertThat(plain.out().strip()).isEqualTo("a1 a A\ns9 s A\n\nb77 b B\nnew o O");

    Path out = folder.resolve("out.txt");
    CommandLine file = CommandLine.run("predict", run, "--input", input, "--out", out);
    assertThat(file.code()).as(file.err()).isZero();
    assertThat(Files.readString(out)).isEqualTo(plain.out());

    CommandLine best = CommandLine.run("predict", run, "--input", input, "--best", 2);
    assertThat(best.out().lines().filter(line -> line.startsWith("# "))).hasSize(4);
    CommandLine marginals = CommandLine.run("predict", run, "--input", input, "--marginals");
    assertThat(marginals.out()).contains("a1 a A 0.99");

    CommandLine none = CommandLine.run("predict", run, "--input", input, "--best", 0);
    assertThat(none.code()).isNotZero();
    assertThat(none.err()).contains("--best must be at least 1");
  }

  /**
   * Random texts of all that CRFsuite's format has (escapes, empty fields, weights of attributes
   * and of sentences), and the loss at which {@code crfsuite learn -a lbfgs -p c2=1 -p
   * epsilon=1e-12 -p delta=1e-14} (0.12) stops on each: a convex problem, so a text that was read
   * in another way would end elsewhere.
   */
  @ParameterizedTest
  @CsvSource({"fuzz0.txt, 138.723873", "fuzz2.txt, 88.953176"})
  void theObjectiveIsThatOfCrfSuite(String file, double loss) throws IOException {
    try (InputStream text = SequenceIT.class.getResourceAsStream("/crfsuite/" + file)) {
      Files.copy(Objects.requireNonNull(text), folder.resolve(file));
    }
    Path run =
        train(
            "fuzz",
            "--set",
            "data={\"type\": \"crfsuite\", \"file\": \"" + folder.resolve(file) + "\"}",
            "--set",
            "optimizer.c2=1",
            "--set",
            "training.steps=400",
            "--set",
            "training.checkpointEvery=400");
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    assertThat(Json.parse(lines.get(lines.size() - 1)).path("objective").asDouble())
        .isCloseTo(loss, within(loss * 1e-6));
  }

  @Test
  void predictionsKeepEveryLine() throws IOException {
    Path run = train("run");
    Path input = Files.writeString(folder.resolve("i.txt"), "\n\na1 a\n\n \nb7 b\no1 o\n\n\n");
    CommandLine result = CommandLine.run("predict", run, "--input", input);
    assertThat(result.out()).isEqualTo("\n\na1 a A\n\n \nb7 b B\no1 o O\n\n\n");
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "a1 a\nb\u00e9 b\n".getBytes(StandardCharsets.ISO_8859_1));
    CommandLine refused = CommandLine.run("predict", run, "--input", latin);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("latin.txt:2:2: is not text in UTF-8");
  }

  @Test
  void anObjectiveThatDoesNotWeighRefusesWeights() throws IOException {
    Path file = Files.writeString(folder.resolve("w.txt"), "@weight:2\nA\ta\nB\tb\n");
    CommandLine result =
        training(
            folder.resolve("weights"),
            "--set",
            "data={\"type\": \"crfsuite\", \"file\": \"" + file + "\"}",
            "--set",
            "objective={\"type\": \"minimum-probability-flow\"}");
    assertThat(result.code()).isEqualTo(0);
    CommandLine refused =
        training(
            folder.resolve("refused"),
            "--set",
            "data={\"type\": \"crfsuite\", \"file\": \"" + file + "\"}",
            "--set",
            "objective={\"type\": \"mee\"}");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("objective: 'mee' does not weigh examples");
  }

  @Test
  void textsThatDoNotFitAreRefused() throws IOException {
    Path run = train("run");
    Path bad = Files.writeString(folder.resolve("bad.txt"), "a1 a\ns9\n");
    CommandLine predicted = CommandLine.run("predict", run, "--input", bad);
    assertThat(predicted.code()).isNotZero();
    assertThat(predicted.err()).contains("bad.txt:2: has 1 column");

    Files.writeString(folder.resolve("train.txt"), "");
    CommandLine empty = training(folder.resolve("empty"));
    assertThat(empty.code()).isNotZero();
    assertThat(empty.err()).contains("train.txt");
  }
}
