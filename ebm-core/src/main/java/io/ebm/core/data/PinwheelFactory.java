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
 * A pinwheel: normal distributions about (1, 0), long along the radius, each turned into its arm
 * and further by {@code twist · exp(r)}, {@code r} being the distance from the origin; then scaled.
 *
 * <p>A rotation that depends on the distance alone preserves areas, so the density is that of the
 * normal distribution at the point turned back. (The pinwheel of Johnson et al. 2016 twists by the
 * first coordinate instead, which has no density in closed form; the shapes are alike.)
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class PinwheelFactory implements DatasetFactory<PinwheelFactory.Config> {

  /** The arms are not twisted further than at this distance, which lies beyond all mass. */
  private static final double FARTHEST_TWIST = 30;

  /** The config. */
  public record Config(
      @Setting(value = "20000", doc = "Training examples") int size,
      @Setting(value = "10000", doc = "Held-out examples") int heldOut,
      @Setting(value = "5", doc = "The number of arms") int arms,
      @Setting(
              value = "0.3",
              doc = "Standard deviation along the radius, before scaling, 0.001 to 2")
          double radialNoise,
      @Setting(
              value = "0.1",
              doc = "Standard deviation across the radius, before scaling, 0.001 to 2")
          double tangentialNoise,
      @Setting(value = "0.25", doc = "How strongly the arms are bent; 0 leaves them straight")
          double twist,
      @Setting(value = "2", doc = "By what the whole is multiplied") double scale) {

    public Config {
      PlanarDataset.checkSizes(size, heldOut);
      Checks.atLeast("arms", arms, 1);
      Checks.between("radialNoise", radialNoise, 0.001, 2);
      Checks.between("tangentialNoise", tangentialNoise, 0.001, 2);
      Checks.between("twist", twist, -10, 10);
      Checks.positive("scale", scale);
    }
  }

  @Override
  public String name() {
    return "pinwheel";
  }

  @Override
  public String description() {
    return "Bent arms around the origin of the plane; the density is known.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return new PlanarDataset(density(config), config.size(), config.heldOut(), context);
  }

  static PlanarDensity density(Config config) {
    int arms = config.arms();
    double radial = config.radialNoise();
    double tangential = config.tangentialNoise();
    double scale = config.scale();
    double logFactor = -Math.log(arms * 2 * Math.PI * radial * tangential * scale * scale);
    return new PlanarDensity() {
      private double angle(int arm, double r) {
        return 2 * Math.PI * arm / arms + config.twist() * Math.exp(Math.min(r, FARTHEST_TWIST));
      }

      @Override
      public void sample(Batch into, RandomStream random) {
        random.fillGaussian(into.array(), into.offset(), into.length());
        for (int i = 0; i < into.size(); i++) {
          double a = 1 + radial * into.get(i, 0);
          double b = tangential * into.get(i, 1);
          double angle = angle(random.nextInt(arms), Math.hypot(a, b));
          into.set(i, 0, (float) (scale * (a * Math.cos(angle) - b * Math.sin(angle))));
          into.set(i, 1, (float) (scale * (a * Math.sin(angle) + b * Math.cos(angle))));
        }
      }

      @Override
      public double logDensity(double x, double y) {
        double r = Math.hypot(x, y) / scale;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int arm = 0; arm < arms; arm++) {
          double angle = angle(arm, r);
          double a = (x * Math.cos(angle) + y * Math.sin(angle)) / scale;
          double b = (y * Math.cos(angle) - x * Math.sin(angle)) / scale;
          double u = (a - 1) / radial;
          double v = b / tangential;
          double exponent = -0.5 * (u * u + v * v);
          if (exponent > max) {
            sum = sum * Math.exp(max - exponent) + 1;
            max = exponent;
          } else {
            sum += Math.exp(exponent - max);
          }
        }
        return logFactor + max + Math.log(sum);
      }
    };
  }
}
