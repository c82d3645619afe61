package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;

/** {@code flip}: mirrored images. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class FlipFactory extends ImageAugmentation<FlipFactory.Config> {

  /** In which direction pixels change places. */
  public enum Axis {
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL
  }

  /** The config. */
  public record Config(
      @Setting(
              value = "\"horizontal\"",
              doc = "horizontal: left and right change places; vertical: top and bottom")
          Axis axis,
      @Setting(value = "0.5", doc = PROBABILITY) double probability) {

    /** Checks the range. */
    public Config {
      checkProbability(probability);
    }
  }

  /** For the host. */
  public FlipFactory() {
    super("flip", "Mirrored images.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    return config.axis() == Axis.HORIZONTAL
        ? (array, offset, random) -> sideways(array, offset, image)
        : (array, offset, random) -> upsideDown(array, offset, image);
  }

  private static void sideways(float[] array, int offset, ImageShape image) {
    int width = image.width();
    for (int line = 0; line < image.channels() * image.height(); line++) {
      int left = offset + line * width;
      for (int right = left + width - 1; left < right; left++, right--) {
        swap(array, left, right);
      }
    }
  }

  private static void upsideDown(float[] array, int offset, ImageShape image) {
    int width = image.width();
    for (int c = 0; c < image.channels(); c++) {
      int top = offset + c * image.pixels();
      int bottom = top + image.pixels() - width;
      for (; top < bottom; top += width, bottom -= width) {
        for (int j = 0; j < width; j++) {
          swap(array, top + j, bottom + j);
        }
      }
    }
  }

  private static void swap(float[] array, int one, int other) {
    float value = array[one];
    array[one] = array[other];
    array[other] = value;
  }
}
