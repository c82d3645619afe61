package io.ebm.models.composition;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import java.util.List;

/**
 * {@code negation}: what is plausible to one energy and not to another, {@code E = E_1 - w E_2}
 * (Du, Li and Mordatch 2020). It has a density only where {@code E_1} grows faster than {@code w
 * E_2}; on unbounded states that is looked at along some rays, and what falls along one is refused.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class NegationFactory implements EnergyFactory<NegationFactory.Config> {

  /**
   * Settings of {@code negation}.
   *
   * @param energy whose law it mostly is
   * @param negated whose law it avoids
   * @param weight of the negated
   */
  public record Config(
      @Setting(doc = "The energy whose law it mostly is.") Component<Model> energy,
      @Setting(doc = "The energy whose law it avoids.") Component<Model> negated,
      @Setting(value = "0.5", doc = "By what the negated energy counts, positive.") double weight) {

    /** Checks the weight. */
    public Config {
      Checks.positive("weight", weight);
    }
  }

  @Override
  public String name() {
    return "negation";
  }

  @Override
  public String description() {
    return "What one energy knows and another does not.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public EnergyFunction create(Config config, ComponentContext context) {
    List<EnergyFunction> parts =
        Part.make(
            "energy 'negation'",
            List.of("energy", "negated"),
            List.of(config.energy(), config.negated()),
            context);
    WeightedSum energy = new WeightedSum(parts, new double[] {1, -config.weight()});
    Rays.firstFall(energy)
        .ifPresent(
            radius -> {
              throw new SettingException(
                  "weight",
                  "is too great: the energy falls without end from a distance of "
                      + radius
                      + ", so that it has no density; it is "
                      + config.weight());
            });
    return energy;
  }
}
