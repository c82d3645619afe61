package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;

/**
 * Uniform on the dark squares of a board with unit squares, centred on the origin. There is no
 * noise: outside the dark squares the log-density is {@code -∞}.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class CheckerboardFactory implements DatasetFactory<CheckerboardFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(value = "20000", doc = "Training examples") int size,
      @Setting(value = "10000", doc = "Held-out examples") int heldOut,
      @Setting(value = "4", doc = "Squares along an edge, even, from 2 to 100") int cells) {

    public Config {
      PlanarDataset.checkSizes(size, heldOut);
      Checks.between("cells", cells, 2, 100);
      Checks.that(cells % 2 == 0, "cells", "must be even, but is " + cells);
    }
  }

  @Override
  public String name() {
    return "checkerboard";
  }

  @Override
  public String description() {
    return "Uniform on the dark squares of a checkerboard in the plane; the density is known.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return new PlanarDataset(density(config.cells()), config.size(), config.heldOut(), context);
  }

  static PlanarDensity density(int cells) {
    double edge = cells / 2.0;
    int dark = cells * cells / 2;
    double logDensity = -Math.log(dark);
    return new PlanarDensity() {
      @Override
      public void sample(Batch into, RandomStream random) {
        for (int i = 0; i < into.size(); i++) {
          int cell = random.nextInt(dark);
          int row = cell / (cells / 2);
          int column = 2 * (cell % (cells / 2)) + row % 2;
          into.set(i, 0, inside(column, random));
          into.set(i, 1, inside(row, random));
        }
      }

      /** A coordinate in a square; rounding to a float must not move it onto the next one. */
      private float inside(int index, RandomStream random) {
        double low = index - edge;
        float value = (float) (low + random.nextDouble());
        return value < low + 1 ? value : Math.nextDown((float) (low + 1));
      }

      @Override
      public double logDensity(double x, double y) {
        double column = Math.floor(x + edge);
        double row = Math.floor(y + edge);
        boolean onBoard = column >= 0 && column < cells && row >= 0 && row < cells;
        return onBoard && (column + row) % 2 == 0 ? logDensity : Double.NEGATIVE_INFINITY;
      }
    };
  }
}
