package io.ebm.core.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.FitContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.testkit.BareEnergy;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.awt.Color;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Augmentations that change values, against formulas and Java's own colours. */
class ColoursTest {

  private static final Colours RGB = new Colours(new ImageShape(3, 1, 2), new Range(0, 1));
  private static final Colours GREY = new Colours(new ImageShape(1, 1, 4), new Range(0, 1));

  /** A reddish pixel and a bluish one. */
  private static float[] pixels() {
    return new float[] {0.8f, 0.1f, 0.4f, 0.3f, 0.2f, 0.9f};
  }

  private static double luma(double r, double g, double b) {
    return 0.299 * r + 0.587 * g + 0.114 * b;
  }

  private static void assertClose(float[] actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int k = 0; k < expected.length; k++) {
      assertThat((double) actual[k]).as("value " + k).isCloseTo(expected[k], within(1e-6));
    }
  }

  @Test
  void brightnessMultiplies() {
    float[] image = pixels();
    RGB.brightness(image, 0, 1.2);
    assertClose(image, 0.96, 0.12, 0.48, 0.36, 0.24, 1);
    float[] dark = {-1, 0, 1, 3};
    new Colours(new ImageShape(1, 1, 4), new Range(-1, 1)).brightness(dark, 0, 0.5);
    assertClose(dark, -1, -0.5, 0, 1);
  }

  @Test
  void contrastKeepsTheMean() {
    float[] grey = {0.1f, 0.3f, 0.5f, 0.7f};
    GREY.contrast(grey, 0, 0.5);
    assertClose(grey, 0.25, 0.35, 0.45, 0.55);
    float[] image = pixels();
    double mean = (luma(0.8, 0.4, 0.2) + luma(0.1, 0.3, 0.9)) / 2;
    RGB.contrast(image, 0, 0);
    assertClose(image, mean, mean, mean, mean, mean, mean);
  }

  @Test
  void saturationKeepsTheLuma() {
    float[] image = pixels();
    RGB.saturation(image, 0, 0.5);
    double red = luma(0.8, 0.4, 0.2);
    double blue = luma(0.1, 0.3, 0.9);
    assertClose(
        image,
        (0.8 + red) / 2,
        (0.1 + blue) / 2,
        (0.4 + red) / 2,
        (0.3 + blue) / 2,
        (0.2 + red) / 2,
        (0.9 + blue) / 2);
  }

  @Test
  void hueIsThatOfJava() {
    for (double turn : new double[] {0, 0.1, -0.3, 0.5, 1.0 / 3}) {
      RandomStream random = RandomStream.of(7);
      for (int n = 0; n < 100; n++) {
        int r = random.nextInt(256);
        int g = random.nextInt(256);
        int b = n % 10 == 0 ? r : random.nextInt(256);
        float[] hsb = Color.RGBtoHSB(r, g, b, null);
        Color expected = new Color(Color.HSBtoRGB((float) (hsb[0] + turn), hsb[1], hsb[2]));
        float[] image = {r / 255f, 0, g / 255f, 0, b / 255f, 0};
        RGB.hue(image, 0, turn);
        assertThat(image[0] * 255).isCloseTo(expected.getRed(), within(0.51f));
        assertThat(image[2] * 255).isCloseTo(expected.getGreen(), within(0.51f));
        assertThat(image[4] * 255).isCloseTo(expected.getBlue(), within(0.51f));
      }
    }
  }

  private static Augmentation.Transform colour(StateSpace space, Map<String, ?> settings) {
    return Defaults.component(new ColourFactory(), settings).make(TestContext.of(1)).on(space);
  }

  @Test
  void factorsAreUniform() {
    Augmentation.Transform bright =
        colour(StateSpace.real(1, 1), Map.of("brightness", 0.4, "contrast", 0.0));
    double sum = 0;
    double least = 1;
    double most = 0;
    int n = 4000;
    for (int stream = 0; stream < n; stream++) {
      Batch row = Batch.of(new float[] {0.5f}, 1);
      bright.apply(row, 0, RandomStream.of(stream));
      sum += row.get(0, 0) / 0.5;
      least = Math.min(least, row.get(0, 0));
      most = Math.max(most, row.get(0, 0));
    }
    assertThat(sum / n).isCloseTo(1, within(5 * 0.8 / Math.sqrt(12.0 * n)));
    assertThat(least).isBetween(0.3, 0.302);
    assertThat(most).isBetween(0.698, 0.7001);
  }

  @Test
  void greyIsTheLumaOfAllChannels() {
    Augmentation.Transform grey =
        Defaults.component(new GreyFactory(), Map.of("probability", 1.0))
            .make(TestContext.of(1))
            .on(StateSpace.real(3, 1, 2));
    Batch row = Batch.of(pixels(), 6);
    grey.apply(row, 0, RandomStream.of(1));
    double red = luma(0.8, 0.4, 0.2);
    double blue = luma(0.1, 0.3, 0.9);
    assertClose(row.array(), red, blue, red, blue, red, blue);
  }

  @Test
  void noiseIsNormalAndClipped() {
    StateSpace space = StateSpace.real(100, 100);
    Batch row = Batch.allocate(1, space.dim());
    row.fill(2);
    Defaults.component(new NoiseFactory(), Map.of("sd", 0.5))
        .make(TestContext.of(1))
        .on(space)
        .apply(row, 0, RandomStream.of(3));
    double sum = 0;
    double squares = 0;
    for (float value : row.array()) {
      sum += value - 2;
      squares += (value - 2) * (value - 2);
    }
    assertThat(sum / row.dim()).isCloseTo(0, within(0.02));
    assertThat(squares / row.dim()).isCloseTo(0.25, within(0.02));
    row.fill(2);
    Defaults.component(new NoiseFactory(), Map.of("sd", 0.5, "low", 1.75, "high", 2.5))
        .make(TestContext.of(1))
        .on(space)
        .apply(row, 0, RandomStream.of(3));
    int low = 0;
    for (float value : row.array()) {
      assertThat(value).isBetween(1.75f, 2.5f);
      low += value == 1.75f ? 1 : 0;
    }
    assertThat(low / (double) row.dim()).isCloseTo(0.3085, within(0.02)); // Φ(-1/2)
  }

  @Test
  void valuesBeyondBlackAndWhiteAreTold() {
    StateSpace space = StateSpace.real(1, 2);
    FitContext context =
        FitContext.of(new BareEnergy(space))
            .with(
                Optional.of(Dataset.of(space, Batch.of(new float[] {0, 1, 0.5f, 7}, 2))),
                Optional.empty());
    assertThat(Defaults.component(new ColourFactory(), Map.of()).misfit(context))
        .contains(
            "is for values from 0.0 (black) to 1.0 (white), but example 1 has 7.0; give the values"
                + " of both as \"low\" and \"high\"");
    assertThat(Defaults.component(new ColourFactory(), Map.of("high", 7.0)).misfit(context))
        .isEmpty();
  }
}
