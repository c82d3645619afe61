package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import java.util.List;

/**
 * Two interleaved half circles of radius 1 with normal noise. The upper one is about (-0.5, -0.25),
 * the lower one about (0.5, 0.25); the mean is the origin.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class TwoMoonsFactory implements DatasetFactory<TwoMoonsFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(value = "20000", doc = "Training examples") int size,
      @Setting(value = "10000", doc = "Held-out examples") int heldOut,
      @Setting(value = "0.1", doc = "Standard deviation of the noise, at least 0.001")
          double noise) {

    public Config {
      PlanarDataset.checkSizes(size, heldOut);
      PlanarDataset.checkNoise("noise", noise);
    }
  }

  @Override
  public String name() {
    return "two-moons";
  }

  @Override
  public String description() {
    return "Two interleaved half circles in the plane; the density is known.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return new PlanarDataset(density(config.noise()), config.size(), config.heldOut(), context);
  }

  static PlanarDensity density(double noise) {
    return new CurveDensity(
        List.of(
            Curve.arc(-0.5, -0.25, 1, 0, Math.PI), Curve.arc(0.5, 0.25, 1, Math.PI, 2 * Math.PI)),
        noise);
  }
}
