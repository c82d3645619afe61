package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;

/** Eight equally likely isotropic normal distributions on a circle about the origin. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class EightGaussiansFactory implements DatasetFactory<EightGaussiansFactory.Config> {

  private static final int MODES = 8;

  /** The config. */
  public record Config(
      @Setting(value = "20000", doc = "Training examples") int size,
      @Setting(value = "10000", doc = "Held-out examples") int heldOut,
      @Setting(value = "2", doc = "Distance of the modes from the origin") double radius,
      @Setting(value = "0.2", doc = "Standard deviation of each mode, at least 0.001")
          double noise) {

    public Config {
      PlanarDataset.checkSizes(size, heldOut);
      Checks.positive("radius", radius);
      PlanarDataset.checkNoise("noise", noise);
    }
  }

  @Override
  public String name() {
    return "eight-gaussians";
  }

  @Override
  public String description() {
    return "Eight normal distributions on a circle in the plane; the density is known.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return new PlanarDataset(
        density(config.radius(), config.noise()), config.size(), config.heldOut(), context);
  }

  static PlanarDensity density(double radius, double noise) {
    double[] centreX = new double[MODES];
    double[] centreY = new double[MODES];
    for (int k = 0; k < MODES; k++) {
      centreX[k] = radius * Math.cos(2 * Math.PI * k / MODES);
      centreY[k] = radius * Math.sin(2 * Math.PI * k / MODES);
    }
    return new PlanarDensity() {
      @Override
      public void sample(Batch into, RandomStream random) {
        random.fillGaussian(into.array(), into.offset(), into.length());
        for (int i = 0; i < into.size(); i++) {
          int k = random.nextInt(MODES);
          into.set(i, 0, (float) (centreX[k] + noise * into.get(i, 0)));
          into.set(i, 1, (float) (centreY[k] + noise * into.get(i, 1)));
        }
      }

      @Override
      public double logDensity(double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MODES; k++) {
          nearest = Math.min(nearest, square(x - centreX[k]) + square(y - centreY[k]));
        }
        double precision = 1 / (noise * noise);
        double sum = 0;
        for (int k = 0; k < MODES; k++) {
          double distance = square(x - centreX[k]) + square(y - centreY[k]);
          sum += Math.exp(0.5 * precision * (nearest - distance));
        }
        return Math.log(sum / (MODES * 2 * Math.PI * noise * noise)) - 0.5 * precision * nearest;
      }
    };
  }

  private static double square(double x) {
    return x * x;
  }
}
