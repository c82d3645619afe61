package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code cut-out}: images with a square of one value in them, whose middle is any pixel; what would
 * lie beyond the edge is cut off (DeVries and Taylor 2017, "Improved regularization of
 * convolutional neural networks with cutout").
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class CutOutFactory extends ImageAugmentation<CutOutFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "How high and wide the square is, in pixels") int size,
      @Setting(value = "0", doc = "The value in it, of all channels") double fill,
      @Setting(value = "1", doc = PROBABILITY) double probability) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("size", size, 1);
      checkFill(fill);
      checkProbability(probability);
    }
  }

  /** For the host. */
  public CutOutFactory() {
    super("cut-out", "Images with a square cut out of them.", Config.class);
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
    return config.size() < least
        ? unfitFill(config.fill(), space)
        : Optional.of(
            "cuts squares of "
                + config.size()
                + " pixels out of images that are only "
                + least
                + " wide or high; take a smaller size");
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    int size = config.size();
    float fill = (float) config.fill();
    return (array, offset, random) -> {
      int top = random.nextInt(image.height()) - size / 2;
      int left = random.nextInt(image.width()) - size / 2;
      int from = Math.max(0, left);
      int to = Math.min(image.width(), left + size);
      for (int c = 0; c < image.channels(); c++) {
        for (int i = Math.max(0, top); i < Math.min(image.height(), top + size); i++) {
          int line = offset + c * image.pixels() + i * image.width();
          Arrays.fill(array, line + from, line + to, fill);
        }
      }
    };
  }
}
