package io.ebm.core.augmentation;

import io.ebm.api.Augmentation;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A factory of changes of images, each made with some probability.
 *
 * @param <C> the config record
 */
abstract class ImageAugmentation<C extends Record> implements AugmentationFactory<C> {

  static final String PROBABILITY = "With what probability an image is changed at all";
  static final String FILL =
      "The value of what comes in from beyond the edge; without it, that of the nearest pixel";

  private final String name;
  private final String description;
  private final Class<C> configType;

  ImageAugmentation(String name, String description, Class<C> configType) {
    this.name = name;
    this.description = description;
    this.configType = configType;
  }

  /** With what probability an image is changed. */
  abstract double probability(C config);

  /**
   * The change.
   *
   * @param space one that does not {@link #unfit}
   */
  abstract Transform transform(C config, StateSpace space, ImageShape image);

  /** Why images of a space cannot be changed, as {@link #misfit} says it; by default they can. */
  Optional<String> unfit(@Nullable C config, StateSpace space, ImageShape image) {
    return Optional.empty();
  }

  /** As {@link Augmentation.Transform}, of an image that begins somewhere in an array. */
  interface Transform {
    void apply(float[] array, int offset, RandomStream random);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final Class<C> configType() {
    return configType;
  }

  @Override
  public final Optional<String> misfit(@Nullable C config, StateSpace space) {
    ImageShape image = space.varies() ? null : ImageShape.of(space).orElse(null);
    return image == null
        ? Optional.of(
            "is for images, states of shape [height, width] or [channels, height, width], not for "
                + space)
        : unfit(config, space, image);
  }

  @Override
  public final Augmentation create(C config, ComponentContext context) {
    return space -> {
      misfit(config, space)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException("augmentation '" + name + "' " + why);
              });
      Transform change = transform(config, space, ImageShape.of(space).orElseThrow());
      double probability = probability(config);
      return (rows, row, random) -> {
        if (probability == 1 || random.nextDouble() < probability) {
          change.apply(rows.array(), rows.offset(row), random);
        }
      };
    };
  }

  static void checkProbability(double probability) {
    Checks.between("probability", probability, 0, 1);
  }

  static void checkFill(@Nullable Double fill) {
    Checks.that(
        fill == null || Float.isFinite(fill.floatValue()),
        "fill",
        "must be a finite number, but is " + fill);
  }

  /** Why a value cannot stand in images of a space. */
  static Optional<String> unfitFill(@Nullable Double fill, StateSpace space) {
    return fill == null || space.allows(fill.floatValue())
        ? Optional.empty()
        : Optional.of("fills with " + fill + ", which is no value of " + space);
  }

  /** Why images of a space cannot have values in between. */
  static Optional<String> unlessReal(StateSpace space) {
    return space.levels() == 0
        ? Optional.empty()
        : Optional.of("is for images of real numbers, not for " + space);
  }
}
