package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import java.util.List;

/** Concentric circles about the origin, equally likely, with normal noise. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class RingsFactory implements DatasetFactory<RingsFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(value = "20000", doc = "Training examples") int size,
      @Setting(value = "10000", doc = "Held-out examples") int heldOut,
      @Setting(value = "[0.5, 1, 1.5, 2]", doc = "The radii; every ring is equally likely")
          List<Double> radii,
      @Setting(value = "0.08", doc = "Standard deviation of the noise, at least 0.001")
          double noise) {

    public Config {
      radii = List.copyOf(radii);
      PlanarDataset.checkSizes(size, heldOut);
      PlanarDataset.checkNoise("noise", noise);
      Checks.that(!radii.isEmpty(), "radii", "must not be empty");
      for (double radius : radii) {
        Checks.positive("radii", radius);
      }
    }
  }

  @Override
  public String name() {
    return "rings";
  }

  @Override
  public String description() {
    return "Concentric rings in the plane; the density is known.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return new PlanarDataset(
        density(config.radii(), config.noise()), config.size(), config.heldOut(), context);
  }

  static PlanarDensity density(List<Double> radii, double noise) {
    return new CurveDensity(
        radii.stream().map(radius -> Curve.arc(0, 0, radius, 0, 2 * Math.PI)).toList(), noise);
  }
}
