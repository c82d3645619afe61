package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
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
    Noise.Density law = Noise.Density.of(energy, "noise 'energy'");
    return space -> {
      if (!space.equals(energy.space())) {
        throw new IllegalArgumentException(
            "noise 'energy' is on " + energy.space() + ", not on " + space);
      }
      return law;
    };
  }
}
