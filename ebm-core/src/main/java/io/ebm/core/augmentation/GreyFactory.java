package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code grey}: colour images whose channels all become their luma. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class GreyFactory extends ImageAugmentation<GreyFactory.Config> {

  /** The config. */
  public record Config(@Setting(value = "0.2", doc = PROBABILITY) double probability) {

    /** Checks the range. */
    public Config {
      checkProbability(probability);
    }
  }

  /** For the host. */
  public GreyFactory() {
    super("grey", "Colour images made grey.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Optional<String> unfit(@Nullable Config config, StateSpace space, ImageShape image) {
    return image.channels() == 3
        ? unlessReal(space)
        : Optional.of("is for images of 3 channels, red, green and blue, not for " + space);
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    int pixels = image.pixels();
    return (array, offset, random) -> {
      for (int red = offset; red < offset + pixels; red++) {
        int green = red + pixels;
        int blue = green + pixels;
        float luma = Luma.of(array[red], array[green], array[blue]);
        array[red] = luma;
        array[green] = luma;
        array[blue] = luma;
      }
    };
  }
}
