package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes that no machine has, files without an end, runs that something damaged: one sentence. */
class HostileInputTest {

  private static final String HUGE = "2147483647";

  @TempDir Path folder;

  private Path experiment() throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(
        file,
        """
        {
          "name": "hostile",
          "data": {"type": "two-moons", "size": 100, "heldOut": 10},
          "energy": {"type": "mlp", "hidden": [4]},
          "objective": {"type": "pcd", "steps": 1, "sampler": {"type": "langevin", "stepSize": 0.01}},
          "training": {"batch": 16, "steps": 2},
          "sampling": {"count": 20, "steps": 4}
        }
        """);
    return file;
  }

  /** Trains with changes that are refused before anything is written. */
  private String refused(String... changes) throws IOException {
    Path out = folder.resolve("out");
    Object[] words = new Object[4 + 2 * changes.length];
    words[0] = "train";
    words[1] = experiment();
    words[2] = "--out";
    words[3] = out;
    for (int i = 0; i < changes.length; i++) {
      words[4 + 2 * i] = "--set";
      words[5 + 2 * i] = changes[i];
    }
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ", "com.google");
    assertThat(out).doesNotExist();
    return result.err().strip();
  }

  @Test
  void sizesThatNoArrayHas() throws IOException {
    assertThat(refused("energy.hidden=[65536,65536]"))
        .isEqualTo(
            "error: energy.layers[2]: the tensor 'layers.2.weight' would have 65536 × 65536 values, which are"
                + " more than an array can have, 2147483639");
    for (String setting :
        List.of(
            "training.batch=" + HUGE,
            "sampling.count=" + HUGE,
            "data.size=" + HUGE,
            "energy={\"type\": \"funnel\", \"dim\": " + HUGE + "}",
            "evaluation.logZ={\"type\": \"ais\", \"chains\": " + HUGE + "}",
            "evaluation.logZ={\"type\": \"ais\", \"temperatures\": " + HUGE + "}",
            "evaluation.logZ={\"type\": \"bridge\", \"chains\": 100000, \"samples\": 100000}",
            "data={\"type\": \"replay\", \"environment\": {\"type\": \"cart-pole\"}, \"capacity\": "
                + HUGE
                + "}")) {
      assertThat(refused(setting)).contains("more than an array can have");
    }
    Files.writeString(folder.resolve("a.csv"), "1,2\n3,4\n");
    assertThat(
            refused("data={\"type\": \"csv\", \"file\": \"a.csv\", \"shape\": [65536, 65536, 1]}"))
        .startsWith("error: data")
        .contains("65536 × 65536 × 1 values, which are more than an array can have");
  }

  /** Told before the training and not after it. */
  @Test
  void samplesThatTheHeapCannotHold() throws IOException {
    int count = 1_000_000_000;
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(8L * count);
    assertThat(refused("sampling.count=" + count))
        .contains("sampling.count: is too large: 1000000000 of them take 7.5 GB of memory or more")
        .contains("but the heap has ");
  }

  @Test
  void formulasThatNestTooDeeply() throws IOException {
    for (String formula :
        List.of("(".repeat(5000) + "x[0]" + ")".repeat(5000), "-".repeat(5000) + "x[0]")) {
      assertThat(
              refused(
                  "energy={\"type\": \"expression\", \"dim\": 2, \"expression\": \""
                      + formula
                      + "\"}"))
          .contains("energy.expression: ")
          .contains("nested more than 500 deep at character 501");
    }
    assertThat(
            refused(
                "energy={\"type\": \"expression\", \"dim\": 2, \"expression\": \"sum(i, 0, 1999999,"
                    + " x[0])\"}"))
        .contains("a sum ends at a whole number of at most 1048576, not 1999999 at character");
  }

  @Test
  void inputsThatAreNoFiles() throws IOException {
    Path zeros = Path.of("/dev/zero");
    assumeThat(zeros).exists();
    for (String change :
        List.of(
            "data={\"type\": \"npy\", \"file\": \"/dev/zero\"}",
            "data={\"type\": \"csv\", \"file\": \"/dev/zero\"}",
            "data={\"type\": \"idx\", \"images\": \"/dev/zero\"}",
            "data={\"type\": \"crfsuite\", \"file\": \"/dev/zero\"}",
            "data={\"type\": \"conllu\", \"file\": \"/dev/zero\"}",
            "data={\"type\": \"conll\", \"file\": \"/dev/zero\", \"templates\": [\"U\"]}",
            "data={\"type\": \"conll\", \"file\": \"e.json\", \"template\": \"/dev/zero\"}",
            "energy.parameters=/dev/zero",
            "energy={\"type\": \"ising\", \"graph\": \"/dev/zero\"}")) {
      assertThat(refused(change))
          .contains(
              "/dev/zero: cannot be read (it is a pipe or a device, which cannot be read twice");
    }
    assertThat(refused("data={\"type\": \"csv\", \"file\": \".\"}"))
        .contains("it is a folder, not a file");
    assertThat(CommandLine.run("validate", zeros).err())
        .startsWith("error: /dev/zero: cannot be read (it is a pipe or a device");
  }

  @Test
  void numbersOfGraphsAreNotThoseOfJavaAlone() throws IOException {
    for (String weight : List.of("1f", "0x1p3", "NaN", "1e39")) {
      Files.writeString(folder.resolve("g.txt"), "2 1\n1 2 " + weight + "\n");
      assertThat(refused("energy={\"type\": \"ising\", \"graph\": \"g.txt\"}"))
          .contains("graph file 'g.txt', line 2: the weight must ");
    }
  }

  @Test
  void optionsThatAreNoNumbers() throws IOException {
    Path file = experiment();
    for (String option : List.of("--seed", "--count", "--steps", "--threads")) {
      CommandLine result = CommandLine.run("sample", file, option, "abc");
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .startsWith("Invalid value for option '" + option + "': 'abc' is not a whole number");
    }
    assertThat(CommandLine.run("sample", file, "--count", "99999999999").err())
        .contains("must lie between -2147483648 and 2147483647, but is 99999999999");
  }

  /** Every command that opens a run says which of its files is damaged, and how. */
  @Test
  void runsThatSomethingDamaged() throws IOException {
    Path run = folder.resolve("run");
    Path file = experiment();
    CommandLine trained = CommandLine.run("train", file, "--out", run);
    assertThat(trained.code()).as(trained.err()).isZero();
    for (String name : List.of("experiment.json", "provenance.json")) {
      String good = Files.readString(run.resolve(name));
      for (String bad : List.of("", "{\"a\": ", "[]", "{\"name\": \u0001}")) {
        Files.writeString(run.resolve(name), bad);
        for (Object[] command :
            new Object[][] {
              {"report", run},
              {"sample", run},
              {"evaluate", run},
              {"predict", run, "--input", file},
              {"train", file, "--out", run, "--resume"}
            }) {
          CommandLine result = CommandLine.run(command);
          assertThat(result.code()).as("%s: %s", command[0], result.err()).isEqualTo(2);
          assertThat(result.err())
              .startsWith("error: " + run.resolve(name))
              .doesNotContain("\tat ", "Exception");
        }
      }
      Files.write(run.resolve(name), new byte[] {'{', (byte) 0xff, '}'});
      assertThat(CommandLine.run("sample", run).err())
          .contains(name + ":1:2: is not text in UTF-8");
      Files.writeString(run.resolve(name), good);
    }
    Files.delete(run.resolve("provenance.json"));
    assertThat(CommandLine.run("report", run).err())
        .contains("provenance.json: there is no such file");
  }

  @Test
  void oddNamesAmongCheckpointsArePassedOver() throws IOException {
    Path run = folder.resolve("run");
    Path file = experiment();
    assertThat(CommandLine.run("train", file, "--out", run).code()).isZero();
    Path checkpoints = run.resolve("checkpoints");
    Files.createDirectory(checkpoints.resolve("step-x"));
    Files.createDirectory(checkpoints.resolve("step-" + "9".repeat(30)));
    Files.writeString(checkpoints.resolve("step-000000099"), "a file");
    assertThat(CommandLine.run("evaluate", run).code()).isZero();
    Files.createDirectory(checkpoints.resolve("step-999999999999"));
    Path renamed = Files.createDirectory(checkpoints.resolve("step-000000050"));
    try (var files = Files.list(checkpoints.resolve("step-000000002"))) {
      for (Path one : files.toList()) {
        Files.copy(one, renamed.resolve(one.getFileName()));
      }
    }
    CommandLine result = CommandLine.run("train", file, "--out", run, "--resume");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("step-999999999999 is damaged (")
        .contains("its folder has another name than it was written under")
        .contains("resuming after step 2");
  }

  @Test
  void plotsMayBeALinkToAnotherFolder() throws IOException {
    Path run = folder.resolve("run");
    assertThat(CommandLine.run("train", experiment(), "--out", run).code()).isZero();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(run.resolve("plots"), elsewhere);
    Files.createSymbolicLink(run.resolve("plots"), elsewhere);
    CommandLine result = CommandLine.run("report", run);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(elsewhere.resolve("landscape.png")).exists();
  }

  @Test
  void moreTargetsThanThereIsMemoryFor() throws IOException {
    Files.writeString(folder.resolve("tags.tsv"), "B\tw=a\nI\tw=b\n\nB\tw=b\n");
    Path file = folder.resolve("crf.json");
    Files.writeString(
        file,
        """
        {
          "name": "crf",
          "data": {"type": "crfsuite", "file": "tags.tsv"},
          "energy": {"type": "crf"},
          "objective": {"type": "maximum-likelihood"},
          "training": {"batch": 2, "steps": 2}
        }
        """);
    Path run = folder.resolve("run");
    assertThat(CommandLine.run("train", file, "--out", run).code()).isZero();
    Path input = folder.resolve("tags.tsv");
    CommandLine result = CommandLine.run("predict", run, "--input", input, "--best", HUGE);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "error: --best: 4294967294 targets of 2 values are more than an array can have,"
                + " 2147483639 values");
    assertThat(CommandLine.run("predict", run, "--input", folder).err())
        .contains(folder + ": cannot be read (it is a folder, not a file)");
  }
}
