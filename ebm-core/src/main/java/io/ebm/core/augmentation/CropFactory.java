package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;

/**
 * {@code crop}: a rectangle of the image, somewhere in it, scaled to its size again (Szegedy et al.
 * 2015, "Going deeper with convolutions", section 6). Its share of the area is uniform, the
 * logarithm of its aspect ratio too; a side that would be longer than the image's is as long.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class CropFactory extends ImageAugmentation<CropFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(value = "0.5", doc = "The least share of the area, above 0") double least,
      @Setting(value = "1", doc = "The greatest share of the area, up to 1") double most,
      @Setting(
              value = "1.3333333333333333",
              doc =
                  "By how much, at most, width in proportion to height is multiplied or divided; 1"
                      + " keeps the proportion")
          double aspect,
      @Setting(value = "1", doc = PROBABILITY) double probability) {

    /** Checks the ranges. */
    public Config {
      Checks.that(
          least > 0 && least <= 1, "least", "must lie above 0 and not above 1, but is " + least);
      Checks.that(
          most >= least && most <= 1,
          "most",
          "must lie between least = " + least + " and 1, but is " + most);
      Checks.that(
          aspect >= 1 && aspect <= 100, "aspect", "must lie between 1 and 100, but is " + aspect);
      checkProbability(probability);
    }
  }

  /** For the host. */
  public CropFactory() {
    super("crop", "Parts of images, scaled to their size.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    Warp warp = new Warp(space, image, null);
    double range = Math.log(config.aspect());
    return (array, offset, random) -> {
      double side =
          Math.sqrt(config.least() + (config.most() - config.least()) * random.nextDouble());
      double stretch = Math.exp(range * (random.nextDouble() - 0.5));
      double high = Math.min(1, side / stretch);
      double wide = Math.min(1, side * stretch);
      double top = (1 - high) * image.height() * random.nextDouble();
      double left = (1 - wide) * image.width() * random.nextDouble();
      warp.apply(array, offset, high, 0, top + high / 2 - 0.5, 0, wide, left + wide / 2 - 0.5);
    };
  }
}
