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

/** {@code noise}: images with normal noise on every value. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class NoiseFactory extends ImageAugmentation<NoiseFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(value = "0.1", doc = "Its standard deviation") double sd,
      @Setting(
              doc =
                  "The least value afterwards; what is less becomes it. Without it there is none but"
                      + " that of the space")
          @Nullable Double low,
      @Setting(doc = "The greatest value afterwards") @Nullable Double high,
      @Setting(value = "1", doc = PROBABILITY) double probability) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("sd", sd);
      Range.check(low, high);
      checkProbability(probability);
    }
  }

  /** For the host. */
  public NoiseFactory() {
    super("noise", "Images with normal noise.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Optional<String> unfit(@Nullable Config config, StateSpace space, ImageShape image) {
    return unlessReal(space);
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    Range range = Range.of(config.low(), config.high(), space);
    float sd = (float) config.sd();
    int dim = image.dim();
    return (array, offset, random) -> {
      try (Scratch scratch = Scratch.open()) {
        float[] normal = scratch.floats(dim);
        random.fillGaussian(normal, 0, dim);
        for (int k = 0; k < dim; k++) {
          array[offset + k] = range.clip(array[offset + k] + sd * normal[k]);
        }
      }
    };
  }
}
