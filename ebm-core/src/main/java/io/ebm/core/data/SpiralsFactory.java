package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * Spirals of Archimedes that wind out from near the origin, equally likely, evenly filled along
 * their length (nearly: {@code φ²} is uniform), with normal noise.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class SpiralsFactory implements DatasetFactory<SpiralsFactory.Config> {

  /** The angle at which an arm begins: a quarter of a turn. */
  private static final double FIRST = Math.PI / 2;

  /** The config. */
  public record Config(
      @Setting(value = "20000", doc = "Training examples") int size,
      @Setting(value = "10000", doc = "Held-out examples") int heldOut,
      @Setting(value = "2", doc = "The number of arms") int arms,
      @Setting(value = "1.5", doc = "Turns of an arm, from 0.5 to 20; it begins at 0.25")
          double turns,
      @Setting(value = "2", doc = "Where an arm ends: its distance from the origin") double radius,
      @Setting(value = "0.08", doc = "Standard deviation of the noise, at least 0.001")
          double noise) {

    public Config {
      PlanarDataset.checkSizes(size, heldOut);
      PlanarDataset.checkNoise("noise", noise);
      Checks.atLeast("arms", arms, 1);
      Checks.between("turns", turns, 0.5, 20);
      Checks.positive("radius", radius);
    }
  }

  @Override
  public String name() {
    return "spirals";
  }

  @Override
  public String description() {
    return "Interleaved spirals in the plane; the density is known.";
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
    double last = 2 * Math.PI * config.turns();
    List<Curve> arms = new ArrayList<>();
    for (int i = 0; i < config.arms(); i++) {
      double turn = 2 * Math.PI * i / config.arms();
      arms.add(Curve.spiral(config.radius() / last, FIRST, last, turn));
    }
    return new CurveDensity(arms, config.noise());
  }
}
