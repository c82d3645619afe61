package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Examples;
import io.ebm.api.FitContext;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code colour}: other brightness, contrast, saturation and hue; see {@link Colours}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class ColourFactory extends ImageAugmentation<ColourFactory.Config> {

  private static final int FIRST_EXAMPLES = 256;

  /** The config. */
  public record Config(
      @Setting(
              value = "0.2",
              doc =
                  "Values are multiplied by a number that is uniform from 1 - brightness to 1 + it")
          double brightness,
      @Setting(
              value = "0.2",
              doc = "Distances from the image's mean brightness are multiplied by such a number")
          double contrast,
      @Setting(
              value = "0",
              doc =
                  "Distances of a pixel's channels from its brightness are multiplied by such a"
                      + " number; only of colour images")
          double saturation,
      @Setting(
              value = "0",
              doc =
                  "How far hues are turned at most, to either side, in parts of the circle: up to 0.5."
                      + " Only of colour images")
          double hue,
      @Setting(value = "0", doc = "The value of black; what becomes less is it") double low,
      @Setting(value = "1", doc = "The value of white; what becomes more is it") double high,
      @Setting(value = "1", doc = PROBABILITY) double probability) {

    /** Checks the ranges. */
    public Config {
      Checks.between("brightness", brightness, 0, 1);
      Checks.between("contrast", contrast, 0, 1);
      Checks.between("saturation", saturation, 0, 1);
      Checks.between("hue", hue, 0, 0.5);
      Range.check(low, high);
      checkProbability(probability);
    }
  }

  /** For the host. */
  public ColourFactory() {
    super("colour", "Images of other brightness, contrast, saturation and hue.", Config.class);
  }

  @Override
  double probability(Config config) {
    return config.probability();
  }

  @Override
  Optional<String> unfit(@Nullable Config config, StateSpace space, ImageShape image) {
    int channels = image.channels();
    if (channels != 1 && channels != 3) {
      return Optional.of("is for images of 1 or 3 channels, not for " + space);
    }
    if (config != null && channels == 1 && (config.saturation() > 0 || config.hue() > 0)) {
      return Optional.of(
          "changes saturation or hue, which grey images do not have, as those of " + space);
    }
    return unlessReal(space);
  }

  /** Also, whether the first examples lie between black and white. */
  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    Optional<String> why = super.misfit(config, context);
    return why.isPresent() || config == null
        ? why
        : context
            .data()
            .filter(data -> !(data.train() instanceof ConditionalExamples<?>))
            .flatMap(data -> beyond(config, data.train(), data.space().dim()));
  }

  private static Optional<String> beyond(Config config, Examples examples, int dim) {
    Batch rows = examples.range(0, Math.min(FIRST_EXAMPLES, examples.size()), dim);
    for (int i = 0; i < rows.length(); i++) {
      float value = rows.array()[rows.offset() + i];
      if (value < (float) config.low() || value > (float) config.high()) {
        return Optional.of(
            "is for values from "
                + config.low()
                + " (black) to "
                + config.high()
                + " (white), but example "
                + i / dim
                + " has "
                + value
                + "; give the values of both as \"low\" and \"high\"");
      }
    }
    return Optional.empty();
  }

  @Override
  Transform transform(Config config, StateSpace space, ImageShape image) {
    Range range = Range.of(config.low(), config.high(), space);
    Colours colours = new Colours(image, range);
    return (array, offset, random) -> {
      colours.brightness(array, offset, factor(config.brightness(), random.nextDouble()));
      colours.contrast(array, offset, factor(config.contrast(), random.nextDouble()));
      double saturation = factor(config.saturation(), random.nextDouble());
      double turn = config.hue() * (2 * random.nextDouble() - 1);
      if (config.saturation() > 0) {
        colours.saturation(array, offset, saturation);
      }
      if (config.hue() > 0) {
        colours.hue(array, offset, turn);
      }
    };
  }

  private static double factor(double most, double uniform) {
    return 1 + most * (2 * uniform - 1);
  }
}
