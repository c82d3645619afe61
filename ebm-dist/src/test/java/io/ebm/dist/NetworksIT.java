package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of layers from the command line: the gallery, threads, what a user reads. */
class NetworksIT {

  private static final String[] FILES = {
    "checkpoints/step-000000006/parameters.safetensors",
    "checkpoints/step-000000006/state.safetensors",
    "metrics.jsonl",
    "samples.npy"
  };

  @TempDir Path folder;

  private static void assumeData() {
    assumeThat(Project.data()).as("EBM_DATA names no folder of data; skipped").isNotNull();
  }

  private Path train(String example, int threads, String... more) {
    Path out = folder.resolve(example + threads);
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "train",
                Project.example("networks/" + example + ".json"),
                "--out",
                out,
                "--threads",
                threads,
                "--set",
                "training.steps=6",
                "--set",
                "sampling.count=70",
                "--set",
                "sampling.steps=4"));
    arguments.addAll(List.of(more));
    CommandLine result = CommandLine.run(arguments.toArray());
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnn", "resnet", "unet"})
  void theGalleryGivesTheSameBitsOnAnyThreads(String example) throws IOException {
    assumeData();
    Path one = train(example, 1);
    for (int threads = 2; threads <= 3; threads++) {
      Path other = train(example, threads);
      for (String file : FILES) {
        assertThat(Files.readAllBytes(other.resolve(file)))
            .as("%s of %s on %d threads", file, example, threads)
            .isEqualTo(Files.readAllBytes(one.resolve(file)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deep-sets, uci/optdigits.tes, 1797, '0,1,2,3,4,5,6,7,8,9'",
    "gin, tu-graphs/NCI1.txt, 4110, '0,1'"
  })
  void setsAndGraphsAreClassified(String example, String file, int rows, String classes)
      throws IOException {
    assumeData();
    Path one = train(example, 1);
    Path two = train(example, 2);
    for (String each : FILES) {
      if (!each.equals("samples.npy")) {
        assertThat(Files.readAllBytes(two.resolve(each)))
            .as("%s of %s on 2 threads", each, example)
            .isEqualTo(Files.readAllBytes(one.resolve(each)));
      }
    }
    assertThat(one.resolve("report.html")).exists();
    CommandLine predicted =
        CommandLine.run(
            "predict", one, "--input", Objects.requireNonNull(Project.data()).resolve(file));
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(rows + 1).startsWith("class");
    assertThat(List.of(classes.split(","))).containsAll(lines.subList(1, lines.size()));
  }

  @Test
  void documentsShowTheGalleryAsItIs() throws IOException {
    String document = Files.readString(Project.root().resolve("docs/networks.md"));
    for (String example :
        List.of(
            "classic",
            "cnn",
            "resnet",
            "unet",
            "transformer",
            "vision-transformer",
            "deep-sets",
            "set-transformer",
            "gin")) {
      assertThat(document)
          .contains(Files.readString(Project.example("networks/" + example + ".json")));
    }
  }

  @Test
  void describeShowsWhatLayersComeTo() throws IOException {
    CommandLine result =
        CommandLine.run("describe", Project.example("networks/classic.json"), "--network");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
        .startsWith(
            "input [2]",
            "place | layer | output | parameters | multiply-adds",
            "layers[0] | dense | [256] | 768 | 512",
            "layers[1] | relu | [256] | 0 | 0",
            "layers[2] | dense | [256] | 65,792 | 65,536")
        .anyMatch(line -> line.matches("all \\| \\[1\\] \\| 66,817 \\| 66,304"));
    result = CommandLine.run("describe", Project.example("ising.json"), "--network");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("energy 'ising' is not made of layers");
  }

  /** What stands in place of the layers, and what the user reads of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'dense', 'units': 4} | energy.layers[0]: dense takes [features], not [1, 8, 8];",
        "{'type': 'conv2d', 'channels': 4, 'kernel': 11} | energy.layers[0]: conv2d has a kernel",
        "{'type': 'conv2d', 'channels': 4, 'kernel': 3, 'groups': 2} | energy.layers[0]: conv2d",
        "{'type': 'conv1d', 'channels': 4, 'kernel': 3} | energy.layers[0]: conv1d takes",
        "'add' | energy.layers[0]: add takes several inputs, not 1;",
        "'silu', 'reshape' | energy.layers[1].shape: this key is missing",
        "'batch-norm' | energy.layers[0].type: the energy of a state depends on no other state",
        "'dropout' | energy.layers[0].type: an energy is a function, and with 'dropout'",
        "'convv2d' | energy.layers[0].type: no layer 'convv2d' is installed;"
      })
  void whatDoesNotFitIsOneSentenceWithItsPlace(String layers, String message) throws IOException {
    assumeData();
    Path file = folder.resolve("bad.json");
    Files.writeString(
        file,
        """
        {
          "name": "bad",
          "data": {"type": "csv", "file": "uci/optdigits.tra", "labelColumn": -1, "shape": [8, 8]},
          "energy": {"type": "network", "layers": [%s, "flatten", {"type": "dense", "units": 1}]},
          "objective": {"type": "denoising-score-matching", "sigma": 0.3},
          "optimizer": {"type": "adam", "rate": 0.001}
        }
        """
            .formatted(layers.replace('\'', '"')));
    CommandLine result = CommandLine.run("validate", file);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip().lines()).hasSize(1);
    assertThat(result.err().toLowerCase(Locale.ROOT)).contains(message.strip());
  }
}
