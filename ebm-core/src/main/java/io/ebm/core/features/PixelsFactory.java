package io.ebm.core.features;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Features;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.StateSpace;

/** {@code pixels}: the coordinates of a state as they are. */
@AutoService(FeaturesFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PixelsFactory implements FeaturesFactory<PixelsFactory.Config> {

  /** {@code pixels} has no settings. */
  public record Config() {}

  /** Copies. */
  private record Pixels(int dim) implements Features {
    @Override
    public String description() {
      return "the " + dim + " coordinates";
    }

    @Override
    public void compute(Batch rows, Batch into) {
      into.copyFrom(rows);
    }
  }

  @Override
  public String name() {
    return "pixels";
  }

  @Override
  public String description() {
    return "The coordinates of a state as they are.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Features create(Config config, ComponentContext context) {
    return new Pixels(numbers(name(), context.dataSpace()).dim());
  }

  /** Requires a space whose coordinates are numbers rather than labels. */
  static StateSpace numbers(String name, StateSpace space) {
    if (space instanceof StateSpace.Categorical) {
      throw new IllegalArgumentException(
          "features '"
              + name
              + "' are of numbers, and the states are labels, of "
              + space
              + "; features 'run' take labels, of a model that was trained on them");
    }
    return space;
  }
}
