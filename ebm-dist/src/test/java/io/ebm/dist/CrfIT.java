package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conditional random field from the command line: trained, resumed, used. */
class CrfIT {

  private static final int STEPS = 24;

  @TempDir Path folder;

  /** Sentences in which a noun phrase is a determiner, adjectives and a noun. */
  private static String sentences(long seed, int count) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int phrases = 1 + random.nextInt(4);
      for (int p = 0; p < phrases; p++) {
        text.append(random.nextInt(10) == 0 ? "run VB B-NP\n" : "the DT B-NP\n");
        for (int a = random.nextInt(3); a > 0; a--) {
          text.append("old").append(random.nextInt(9)).append(" JJ I-NP\n");
        }
        text.append("dog").append(random.nextInt(30)).append(" NN I-NP\n");
        text.append("ran").append(random.nextInt(9)).append(" VB O\n");
      }
      text.append('\n');
    }
    return text.toString();
  }

  @BeforeEach
  void writeExperiment() throws IOException {
    Files.writeString(folder.resolve("train.txt"), sentences(1, 300));
    Files.writeString(folder.resolve("test.txt"), sentences(2, 60));
    Files.writeString(
        folder.resolve("crf.json"),
        """
        {
          "name": "crf", "seed": 1,
          "data": {
            "type": "conll", "file": "train.txt", "heldOutFile": "test.txt",
            "templates": ["U0:%%x[0,0]", "U1:%%x[0,1]", "U2:%%x[-1,1]", "U3:%%x[1,1]", "B"]
          },
          "energy": {"type": "crf"},
          "objective": {"type": "maximum-likelihood"},
          "optimizer": {"type": "lbfgs", "c2": 0.1, "stop": {"epsilon": 0, "delta": 0}},
          "training": {"steps": %d, "checkpointEvery": 8, "keep": 9}
        }
        """
            .formatted(STEPS));
  }

  private Path train(String name, Object... more) {
    Path out = folder.resolve(name);
    Object[] arguments =
        Stream.concat(Stream.of("train", folder.resolve("crf.json"), "--out", out), Stream.of(more))
            .toArray();
    CommandLine result = CommandLine.run(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  private static void assertSame(Path a, Path b) throws IOException {
    for (String file :
        List.of(
            "checkpoints/step-000000024/parameters.safetensors",
            "metrics.jsonl",
            "evaluation.json")) {
      assertThat(Files.readAllBytes(b.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(a.resolve(file)));
    }
  }

  @Test
  void sameBitsOnAnyNumberOfThreadsAndAfterAResume() throws IOException {
    Path one = train("one", "--threads", 1);
    assertSame(one, train("two", "--threads", 2));
    assertSame(one, train("three", "--threads", 3));

    Path resumed = train("resumed");
    for (String later : List.of("step-000000016", "step-000000024")) {
      Path checkpoint = resumed.resolve("checkpoints").resolve(later);
      try (Stream<Path> files = Files.walk(checkpoint)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    train("resumed", "--resume", "--threads", 2);
    assertSame(one, resumed);
  }

  @Test
  void predictsLabelsProbabilitiesAndTheBestSequences() throws IOException {
    Path run = train("run");
    Path input = folder.resolve("input.txt");
    Files.writeString(input, "the DT\nold3 JJ\ndog4 NN\nran1 VB\n\nrun VB\ndog9 NN\n");
    CommandLine plain = CommandLine.run("predict", run, "--input", input);
    assertThat(plain.code()).as(plain.err()).isZero();
    assertThat(plain.out().lines().toList())
        .startsWith("the DT B-NP", "old3 JJ I-NP", "dog4 NN I-NP", "ran1 VB O", "", "run VB B-NP");

    CommandLine marginals = CommandLine.run("predict", run, "--input", input, "--marginals");
    assertThat(marginals.code()).as(marginals.err()).isZero();
    String first = marginals.out().lines().findFirst().orElseThrow();
    double sum = 0;
    Matcher numbers = Pattern.compile("[01]\\.[0-9]+(E-?[0-9]+)?").matcher(first);
    while (numbers.find()) {
      sum += Double.parseDouble(numbers.group());
    }
    assertThat(sum).as(first).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-3));

    Path out = folder.resolve("best.txt");
    CommandLine best = CommandLine.run("predict", run, "--input", input, "--best", 2, "--out", out);
    assertThat(best.code()).as(best.err()).isZero();
    assertThat(Files.readString(out)).contains("the DT B-NP");
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Path run = train("run");
    Path input = folder.resolve("input.txt");
    Files.writeString(input, "the DT\nold3\n");
    CommandLine ragged = CommandLine.run("predict", run, "--input", input);
    assertThat(ragged.code()).isEqualTo(2);
    assertThat(ragged.err()).contains("2").contains("column");
    CommandLine absent = CommandLine.run("predict", run, "--input", folder.resolve("none.txt"));
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("none.txt");
  }
}
