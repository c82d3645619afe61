package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import java.util.List;
import java.util.Optional;

/**
 * A random walk with acceptance, which leaves any energy over real states invariant. A transition
 * is two proposals, of the step size and of a quarter of it.
 */
public final class RandomWalk implements SamplerFactory<RandomWalk.Config> {

  /**
   * The settings.
   *
   * @param step the standard deviation of a coordinate's move, above 0
   * @param biased whether it says of itself that it is biased, though it is not
   */
  public record Config(double step, boolean biased) {}

  /** A walk of a step size that suits the energy: some half of its spread. */
  public static Component<Sampler> of(double step) {
    return Component.of(new RandomWalk(), new Config(step, false));
  }

  /** The same, which says of itself that it is biased. */
  public static Component<Sampler> biased(double step) {
    return Component.of(new RandomWalk(), new Config(step, true));
  }

  @Override
  public Optional<String> bias(Config config) {
    return config.biased() ? Optional.of("it accepts all") : Optional.empty();
  }

  @Override
  public String name() {
    return "random-walk";
  }

  @Override
  public String description() {
    return "A random walk.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) -> new Chain(config, energy, states, random);
  }

  private record Chain(Config config, EnergyFunction energy, Batch states, RandomStream random)
      implements MarkovChain {

    @Override
    public void advance(int steps) {
      Batch proposals = Batch.allocate(states.size(), states.dim());
      double[] here = new double[states.size()];
      double[] there = new double[states.size()];
      for (int k = 0; k < steps; k++) {
        for (double scale : List.of(1.0, 0.25)) {
          energy.energies(states, here);
          for (int i = 0; i < states.size(); i++) {
            for (int j = 0; j < states.dim(); j++) {
              double move = scale * config.step() * random.nextGaussian();
              proposals.set(i, j, (float) (states.get(i, j) + move));
            }
          }
          energy.energies(proposals, there);
          for (int i = 0; i < states.size(); i++) {
            boolean inside = energy.space().firstOutside(proposals.slice(i, i + 1)) < 0;
            if (random.nextDouble() < Math.exp(here[i] - there[i]) && inside) {
              states.copyRow(i, proposals, i);
            }
          }
        }
      }
    }

    @Override
    public void refresh() {}

    @Override
    public ChainStatistics statistics() {
      return new ChainStatistics(0, 0, 0);
    }
  }
}
