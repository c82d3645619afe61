package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code rotate}: images turned about their middle. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class RotateFactory extends ImageAugmentation<RotateFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(
              value = "15",
              doc =
                  "The greatest angle, to either side, in degrees up to 180; every angle is as likely")
          double degrees,
      @Setting(doc = FILL) @Nullable Double fill,
      @Setting(value = "1", doc = PROBABILITY) double probability) {

    /** Checks the ranges. */
    public Config {
      Checks.that(
          degrees > 0 && degrees <= 180,
          "degrees",
          "must lie above 0 and not above 180, but is " + degrees);
      checkFill(fill);
      checkProbability(probability);
    }
  }

  /** For the host. */
  public RotateFactory() {
    super("rotate", "Images turned about their middle.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Optional<String> unfit(@Nullable Config config, StateSpace space, ImageShape image) {
    return config == null ? Optional.empty() : unfitFill(config.fill(), space);
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    Warp warp = new Warp(space, image, config.fill());
    double most = Math.toRadians(config.degrees());
    return (array, offset, random) ->
        turn(warp, array, offset, image, most * (2 * random.nextDouble() - 1));
  }

  /** Turns an image against the clock. */
  static void turn(Warp warp, float[] array, int offset, ImageShape image, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double middleRow = (image.height() - 1) / 2.0;
    double middleColumn = (image.width() - 1) / 2.0;
    warp.apply(
        array,
        offset,
        cos,
        sin,
        middleRow - cos * middleRow - sin * middleColumn,
        -sin,
        cos,
        middleColumn + sin * middleRow - cos * middleColumn);
  }
}
