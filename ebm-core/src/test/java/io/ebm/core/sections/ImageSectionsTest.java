package io.ebm.core.sections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.ClassConditional;
import io.ebm.api.Dataset;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Picture;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.TestDataset;
import io.ebm.testkit.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sections draw of images. */
class ImageSectionsTest {

  /** {@code E(x) = Σ w x} over images of 2 × 3, of two classes that differ by a constant. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Linear(StateSpace space, float... weights)
      implements EnergyFunction, Differentiable, ClassConditional {
    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = 0;
        for (int k = 0; k < x.dim(); k++) {
          out[i] += weights[k] * x.get(i, k);
        }
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      for (int i = 0; i < x.size(); i++) {
        for (int k = 0; k < x.dim(); k++) {
          out.set(i, k, weights[k]);
        }
      }
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public EnergyFunction ofClass(int label) {
      return this;
    }
  }

  private static Batch ramp(int rows, int dim) {
    Batch batch = Batch.allocate(rows, dim);
    for (int i = 0; i < batch.length(); i++) {
      batch.array()[i] = i % 7 / 6f;
    }
    return batch;
  }

  private record Named(Dataset data) implements Dataset, Labelled {
    @Override
    public StateSpace space() {
      return data.space();
    }

    @Override
    public Examples train() {
      return data.train();
    }

    @Override
    public Examples heldOut() {
      return data.heldOut();
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public List<String> classNames() {
      return List.of("cat", "dog");
    }

    @Override
    public int[] trainLabels() {
      return new int[data.train().size()];
    }

    @Override
    public int[] heldOutLabels() {
      return new int[data.heldOut().size()];
    }
  }

  private static TestRun.Builder run(StateSpace space, Batch train, Batch heldOut) {
    float[] weights = new float[space.dim()];
    weights[0] = 2;
    weights[4] = -2;
    return TestRun.of(new Linear(space, weights))
        .data(new Named(new TestDataset(space, Examples.of(train), Examples.of(heldOut))));
  }

  private static float[] pixel(Picture.Images images, int image, int pixel) {
    int pixels = images.shape().pixels();
    float[] colour = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] = images.images().get(image, channel * pixels + pixel);
    }
    return colour;
  }

  @Test
  void saliencyOfALinearEnergyIsItsWeights() {
    TestRun run = run(StateSpace.real(2, 3), ramp(9, 6), ramp(4, 6)).build();
    RecordingPage page = new RecordingPage();
    assertThat(new SaliencySection().applies(run)).isTrue();
    new SaliencySection().draw(run, page);
    Picture.Images images = page.picture("saliency", Picture.Images.class);
    assertThat(images.images().size()).isEqualTo(8);
    assertThat(images.rows()).containsExactly("image", "energy");
    for (int image = 0; image < 4; image++) {
      for (int k = 0; k < 6; k++) { // grey as the image
        float value = ramp(4, 6).get(image, k);
        assertThat(pixel(images, image, k)).containsExactly(value, value, value);
        float[] colour = pixel(images, 4 + image, k);
        float colours = colour[0] - colour[2];
        if (k == 0) {
          assertThat(colours).as("red where it raises").isGreaterThan(0.5f);
        } else if (k == 4) {
          assertThat(colours).as("blue where it lowers").isLessThan(-0.5f);
        } else {
          assertThat(colours).as("grey elsewhere").isZero();
        }
      }
    }
  }

  @Test
  void saliencyOfColoursIsSummedOverChannels() {
    TestRun run = run(StateSpace.real(3, 1, 2), ramp(9, 6), ramp(2, 6)).build();
    RecordingPage page = new RecordingPage();
    new SaliencySection().draw(run, page); // pixel 0 has weights 2, 0, -2
    Picture.Images images = page.picture("saliency", Picture.Images.class);
    assertThat(images.images().slice(0, 2).copy().array()).isEqualTo(ramp(2, 6).array());
    for (int k = 0; k < 2; k++) {
      assertThat(pixel(images, 2, k)[0]).isEqualTo(pixel(images, 2, k)[2]);
    }
  }

  @Test
  void classesAreRowsWithTheirNames() {
    TestRun run =
        run(StateSpace.real(2, 3), ramp(9, 6), ramp(2, 6))
            .ofClasses(
                classes -> {
                  Batch rows = Batch.allocate(classes.length, 6);
                  for (int i = 0; i < classes.length; i++) {
                    rows.set(i, 0, classes[i]);
                  }
                  return rows;
                })
            .build();
    RecordingPage page = new RecordingPage();
    assertThat(new ClassesSection().applies(run)).isTrue();
    new ClassesSection().draw(run, page);
    Picture.Images images = page.picture("classes", Picture.Images.class);
    assertThat(images.rows()).containsExactly("cat", "dog");
    assertThat(images.across()).isEqualTo(8);
    for (int i = 0; i < 16; i++) {
      assertThat((int) images.images().get(i, 0)).isEqualTo(i / 8);
    }
    TestRun without = run(StateSpace.real(2, 3), ramp(9, 6), ramp(2, 6)).build();
    assertThat(new ClassesSection().applies(without)).isFalse();
  }

  @Test
  void samplesStandAboveTheirNearestTrainingImage() {
    Batch train = ramp(9, 6);
    Batch samples = Batch.allocate(2, 6);
    samples.copyRow(0, train, 3);
    samples.copyRow(1, train, 5);
    samples.set(1, 2, samples.get(1, 2) + 0.01f);
    TestRun run =
        run(StateSpace.real(2, 3), train, ramp(9, 6).slice(0, 0)).samples(samples).build();
    RecordingPage page = new RecordingPage();
    assertThat(new NearestSection().applies(run)).isTrue();
    new NearestSection().draw(run, page);
    Picture.Images images = page.picture("nearest", Picture.Images.class);
    assertThat(images.rows()).containsExactly("sample", "nearest");
    assertThat(images.columns()).containsExactly("0.00", "0.0100");
    Batch shown = images.images();
    assertThat(shown.slice(0, 2).copy().array()).isEqualTo(samples.array());
    assertThat(shown.slice(2, 3).copy().array()).isEqualTo(train.slice(3, 4).copy().array());
    assertThat(shown.slice(3, 4).copy().array()).isEqualTo(train.slice(5, 6).copy().array());
  }

  @Test
  void saysWhetherSamplesAreCopies() {
    double[] usual = {2, 3, 4};
    assertThat(NearestSection.verdict(new double[] {3, 3.1}, usual))
        .isEqualTo(
            "No sample is a copy of a training image. Samples are about as far from the training"
                + " images as held-out ones are.");
    assertThat(NearestSection.verdict(new double[] {0.1, 0.2, 3}, usual))
        .startsWith("2 of 3 samples are as good as copied")
        .contains("0.067 times as far");
    assertThat(NearestSection.verdict(new double[] {9, 9}, usual)).contains("farther", "3.0 times");
    assertThat(NearestSection.verdict(new double[] {1}, new double[0])).contains("no held-out");
    assertThat(NearestSection.verdict(new double[] {1}, new double[2])).contains("cannot be told");
  }

  @Test
  void imagesInColourAndOfSeveralChannels() {
    for (StateSpace space : List.of(StateSpace.real(3, 1, 2), StateSpace.real(2, 1, 3))) {
      TestRun run =
          run(space, ramp(9, 6), ramp(3, 6))
              .samples(ramp(4, 6))
              .completion(
                  given -> {
                    for (int i = 0; i < given.length(); i++) {
                      float value = given.array()[i];
                      given.array()[i] = Float.isNaN(value) ? 0.5f : value;
                    }
                    return given;
                  })
              .build();
      RecordingPage page = new RecordingPage();
      new ImagesSection().draw(run, page);
      Picture.Images samples = page.picture("samples", Picture.Images.class);
      assertThat(samples.shape().channels()).isEqualTo(space.shape().get(0));
      Picture.Images filled = page.picture("inpainting", Picture.Images.class);
      assertThat(filled.rows()).containsExactly("whole", "given", "filled in");
      assertThat(filled.images().size()).isEqualTo(9);
      for (int i = 0; i < 3 * 6; i++) { // of a height of one, all is missing
        assertThat(filled.images().array()[18 + i]).isNaN();
        assertThat(filled.images().array()[36 + i]).isEqualTo(0.5f);
      }
    }
  }
}
