package io.ebm.samplers.tempering;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import java.util.Optional;

/**
 * {@code simulated-annealing} (Kirkpatrick, Gelatt and Vecchi 1983): any sampler, on an energy
 * whose temperature falls geometrically from {@code from} to {@code to} over {@code steps} steps,
 * then begins anew from where it is. It looks for low energies, and is no sampler of {@code
 * exp(-E)}: at the end of every advance each chain stands at the state of the lowest energy it has
 * met since the start. What it does in between goes on from where the search was.
 *
 * <p><b>Reported</b>: {@code lowest-energy}, of all chains; {@code mean-lowest-energy}, the mean of
 * each chain's; {@code temperature}, of the last step.
 *
 * <p><b>Errors.</b> Those of the inner sampler, on the energy at a temperature.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SimulatedAnnealingFactory
    implements SamplerFactory<SimulatedAnnealingFactory.Config> {

  /**
   * Settings of {@code simulated-annealing}.
   *
   * @param sampler moves the chains; its own temperature should be left at 1
   * @param from the first temperature, positive
   * @param to the last, positive and below the first
   * @param steps from the first to the last, at least 2
   */
  public record Config(
      @Setting(doc = "What moves the chains at every temperature.") Component<Sampler> sampler,
      @Setting(value = "10", doc = "The first temperature, positive.") double from,
      @Setting(value = "0.1", doc = "The last temperature, positive, below the first.") double to,
      @Setting(value = "1000", doc = "Steps from the first to the last temperature, at least 2.")
          int steps) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("from", from);
      Checks.positive("to", to);
      Checks.that(to < from, "to", "must be below 'from', " + from + ", but is " + to);
      Checks.atLeast("steps", steps, 2);
    }
  }

  @Override
  public String name() {
    return "simulated-annealing";
  }

  @Override
  public String description() {
    return "Looks for the lowest energy with any sampler, as the temperature falls.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> bias(Config config) {
    return Optional.of("it looks for minima");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    Sampler inner = context.create("sampler", config.sampler());
    return (energy, states, random) ->
        new SimulatedAnnealingChain(config, inner, energy, states, random);
  }
}
