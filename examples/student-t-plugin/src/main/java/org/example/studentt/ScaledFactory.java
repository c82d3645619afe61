package org.example.studentt;

import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.SettingException;

/** Makes {@link Scaled} energies of others. */
public final class ScaledFactory implements EnergyFactory<ScaledConfig> {

  @Override
  public String name() {
    return "scaled";
  }

  @Override
  public String description() {
    return "Another energy at a temperature of its own, E(x) / T.";
  }

  @Override
  public Class<ScaledConfig> configType() {
    return ScaledConfig.class;
  }

  @Override
  public Model create(ScaledConfig config, ComponentContext context) {
    EnergyFunction energy =
        context
            .create("energy", config.energy())
            .as(EnergyFunction.class)
            .orElseThrow(
                () -> new SettingException("energy", "must be an energy, not a conditional model"));
    return new Scaled(energy, 1 / config.temperature());
  }
}
