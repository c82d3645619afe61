package io.ebm.models.composition;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code ensemble}: the mean of the energies of several models of the same, {@code E = Σ_k E_k /
 * K}. What its parts disagree about weighs less than with one of them, and it says by how much they
 * disagree about a state.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class EnsembleFactory implements EnergyFactory<EnsembleFactory.Config> {

  /**
   * Settings of {@code ensemble}.
   *
   * @param energies at least one
   */
  public record Config(
      @Setting(doc = "The energies; 'parameters' in each names the file of trained ones.")
          List<Component<Model>> energies) {

    /** Checks that there is one. */
    public Config {
      energies = List.copyOf(energies);
      Checks.that(!energies.isEmpty(), "energies", "must have at least one energy");
    }
  }

  @Override
  public String name() {
    return "ensemble";
  }

  @Override
  public String description() {
    return "The mean of several energies, as of one model trained from several seeds.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public EnergyFunction create(Config config, ComponentContext context) {
    List<String> keys =
        IntStream.range(0, config.energies().size()).mapToObj(k -> "energies[" + k + "]").toList();
    return new Ensemble(Part.make("energy 'ensemble'", keys, config.energies(), context));
  }
}
