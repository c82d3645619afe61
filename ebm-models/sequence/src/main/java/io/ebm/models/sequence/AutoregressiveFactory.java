package io.ebm.models.sequence;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import java.util.List;

/** The energy {@code autoregressive}; see {@link Autoregressive}. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class AutoregressiveFactory implements EnergyFactory<AutoregressiveFactory.Config> {

  /**
   * Settings of {@code autoregressive}.
   *
   * @param layers from labels on
   */
  public record Config(
      @Setting(
              doc =
                  "The layers, from labels on; they give at each symbol a score for each one that may"
                      + " follow, and look at no later ones.")
          List<Layer> layers) {

    /** Checks that there is a layer. */
    public Config {
      layers = List.copyOf(layers);
      Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
    }
  }

  @Override
  public String name() {
    return "autoregressive";
  }

  @Override
  public String description() {
    return "Sequences by a causal network that scores what follows each symbol; normalised.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Model create(Config config, ComponentContext context) {
    Autoregressive energy =
        Autoregressive.of(Symbols.space(name(), context), config.layers());
    energy.initialise(context.random());
    energy.requireCausal(context.random().split("causal"));
    return energy;
  }
}
