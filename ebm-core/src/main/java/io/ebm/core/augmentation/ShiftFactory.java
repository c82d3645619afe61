package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.math.Scratch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code shift}: images moved by whole pixels, up or down and to a side. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class ShiftFactory extends ImageAugmentation<ShiftFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(
              value = "2",
              doc = "The farthest in each direction, in pixels; each whole number is as likely")
          int pixels,
      @Setting(doc = FILL) @Nullable Double fill,
      @Setting(value = "1", doc = PROBABILITY) double probability) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("pixels", pixels, 1);
      checkFill(fill);
      checkProbability(probability);
    }
  }

  /** For the host. */
  public ShiftFactory() {
    super("shift", "Images moved by some pixels.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Optional<String> unfit(@Nullable Config config, StateSpace space, ImageShape image) {
    if (config == null) {
      return Optional.empty();
    }
    int least = Math.min(image.height(), image.width());
    return config.pixels() < least
        ? unfitFill(config.fill(), space)
        : Optional.of(
            "moves images by up to "
                + config.pixels()
                + " pixels, but those of "
                + space
                + " are only "
                + least
                + " wide or high; take fewer");
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    int span = 2 * config.pixels() + 1;
    Double fill = config.fill();
    boolean edge = fill == null;
    float value = fill == null ? 0 : fill.floatValue();
    return (array, offset, random) -> {
      int down = random.nextInt(span) - config.pixels();
      int right = random.nextInt(span) - config.pixels();
      move(array, offset, image, down, right, edge, value);
    };
  }

  static void move(
      float[] array, int offset, ImageShape image, int down, int right, boolean edge, float value) {
    int height = image.height();
    int width = image.width();
    int pixels = image.pixels();
    try (Scratch scratch = Scratch.open()) {
      float[] from = scratch.floats(pixels);
      for (int c = 0; c < image.channels(); c++) {
        int start = offset + c * pixels;
        System.arraycopy(array, start, from, 0, pixels);
        for (int i = 0; i < height; i++) {
          int row = Math.min(Math.max(i - down, 0), height - 1);
          boolean beyond = row != i - down;
          for (int j = 0; j < width; j++) {
            int column = Math.min(Math.max(j - right, 0), width - 1);
            array[start + i * width + j] =
                edge || !(beyond || column != j - right) ? from[row * width + column] : value;
          }
        }
      }
    }
  }
}
