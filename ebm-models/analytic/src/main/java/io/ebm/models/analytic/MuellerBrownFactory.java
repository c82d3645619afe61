package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Setting;

/** The energy {@code mueller-brown}: the potential of Müller and Brown. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class MuellerBrownFactory implements EnergyFactory<MuellerBrownFactory.Config> {

  /**
   * Settings of {@code mueller-brown}.
   *
   * @param temperature by what the potential is divided, positive. Its barriers are 108 and 8 to 32
   *     high
   */
  public record Config(
      @Setting(
              value = "10",
              doc =
                  "By what the potential is divided, positive. Its barriers are 108 and 8 to 32 high.")
          double temperature) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("temperature", temperature);
    }
  }

  @Override
  public String name() {
    return "mueller-brown";
  }

  @Override
  public String description() {
    return "The potential of Müller and Brown in the plane: three minima, two saddles.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public MuellerBrown create(Config config, ComponentContext context) {
    return new MuellerBrown(config.temperature());
  }
}
