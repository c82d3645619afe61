package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.Model;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.api.Tractable;

/**
 * {@code energy}: another model as noise, one that is {@link Tractable}: it knows its partition
 * function and draws exact samples. Its parameters are those it begins with, or of its {@code
 * parameters} file.
 */
@AutoService(NoiseFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EnergyNoiseFactory implements NoiseFactory<EnergyNoiseFactory.Config> {

  /**
   * Settings of {@code energy}.
   *
   * @param energy the model
   */
  public record Config(
      @Setting(doc = "The model, whose partition function can be computed.")
          Component<Model> energy) {}

  private static final class Law implements Noise.Density {
    private final EnergyFunction energy;
    private final ExactDraws draws;
    private final double logPartition;

    Law(EnergyFunction energy) {
      this.energy = energy;
      double[] one = new double[1];
      Capabilities.require(energy, Tractable.class, "noise 'energy'").logPartitions(1, one);
      draws = Capabilities.require(energy, ExactDraws.class, "noise 'energy'");
      logPartition = one[0];
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      draws.sample(into, random);
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      energy.energies(x, out);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -out[i] - logPartition;
      }
    }
  }

  @Override
  public String name() {
    return "energy";
  }

  @Override
  public String description() {
    return "Another model whose partition function can be computed.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Noise create(Config config, ComponentContext context) {
    Model model = context.create("energy", config.energy());
    EnergyFunction energy = model.as(EnergyFunction.class).orElse(null);
    if (energy == null) {
      throw new IllegalArgumentException(
          "noise 'energy' needs an unconditional energy, which '"
              + config.energy().type()
              + "' is not");
    }
    Law law = new Law(energy);
    return space -> {
      if (!space.equals(energy.space())) {
        throw new IllegalArgumentException(
            "noise 'energy' is on " + energy.space() + ", not on " + space);
      }
      return law;
    };
  }
}
