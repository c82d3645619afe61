package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
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

  /** Images of files, each changed in every way at every step. */
  @Test
  void sameBitsOfChangedImages() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      BufferedImage image = new BufferedImage(6, 7, BufferedImage.TYPE_INT_RGB);
      for (int k = 0; k < 42; k++) {
        image.setRGB(k % 6, k / 6, random.nextInt() | (i % 2 == 0 ? 0xff0000 : 0xff));
      }
      Path of = Files.createDirectories(folder.resolve("images/" + (i % 2 == 0 ? "red" : "blue")));
      ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
    }
    Path file = folder.resolve("e.json");
    Files.writeString(
        file,
        """
        {
          "name": "images",
          "data": {"type": "image-folder", "folder": "images", "heldOutFraction": 0.25},
          "energy": {"type": "softmax-classifier", "hidden": [8]},
          "objective": {"type": "cross-entropy"},
          "training": {
            "augmentations": [
              "shift", "crop", "flip", "rotate", {"type": "colour", "saturation": 0.3, "hue": 0.1},
              {"type": "grey"}, {"type": "noise", "low": 0, "high": 1}, {"type": "cut-out", "size": 2}
            ]
          }
        }
        """);
    Path one = train(file, 1);
    assertThat(one.resolve("plots/augmented.png")).exists();
    assertThat(one.resolve("report.html")).content().contains("Augmentations");
    for (int threads = 2; threads <= 3; threads++) {
      Path other = train(file, threads);
      for (String written :
          new String[] {
            "checkpoints/step-000000100/parameters.safetensors",
            "metrics.jsonl",
            "plots/augmented.png",
            "evaluation.json"
          }) {
        assertThat(Files.readAllBytes(other.resolve(written)))
            .as("%s on %d threads", written, threads)
            .isEqualTo(Files.readAllBytes(one.resolve(written)));
      }
    }
    Files.copy(folder.resolve("images/red/0.png"), folder.resolve("images/red/00.png"));
    CommandLine changed = CommandLine.run("evaluate", one);
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err())
        .startsWith("error: " + folder.resolve("images") + ": is not the 'images' that ");
  }

  private Path train(String example, int threads) {
    return train(Project.example(example), threads);
  }

  private Path train(Path experiment, int threads) {
    Path out = folder.resolve("threads-" + threads);
    CommandLine result =
        CommandLine.run(
            "train",
            experiment,
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
