package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples give the same bits on any number of threads. */
class ThreadsIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"two-moons.json", "eight-gaussians.json"})
  void sameBitsOnOneTwoAndThreeThreads(String example) throws IOException {
    Path one = train(example, 1);
    for (int threads = 2; threads <= 3; threads++) {
      Path other = train(example, threads);
      for (String file :
          new String[] {
            "checkpoints/step-000000100/parameters.safetensors",
            "checkpoints/step-000000100/state.safetensors",
            "metrics.jsonl",
            "samples.npy",
            "evaluation.json"
          }) {
        assertThat(Files.readAllBytes(other.resolve(file)))
            .as("%s on %d threads", file, threads)
            .isEqualTo(Files.readAllBytes(one.resolve(file)));
      }
    }
  }

  private Path train(String example, int threads) {
    Path out = folder.resolve("threads-" + threads);
    CommandLine result =
        CommandLine.run(
            "train",
            Project.example(example),
            "--out",
            out,
            "--threads",
            threads,
            "--set",
            "training.steps=100",
            "--set",
            "training.batch=200",
            "--set",
            "sampling.count=300",
            "--set",
            "sampling.steps=100");
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }
}
