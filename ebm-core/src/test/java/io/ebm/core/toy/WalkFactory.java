package io.ebm.core.toy;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Langevin steps, one float at a time. */
@SuppressWarnings("rawtypes") // a service is named by its raw class
@AutoService(SamplerFactory.class)
public final class WalkFactory implements SamplerFactory<WalkFactory.Config> {

  /** Its settings. */
  public record Config(@Setting(value = "0.1", doc = "Step size, positive") Schedule stepSize) {
    public Config {
      Checks.positive("stepSize", stepSize);
    }
  }

  @Override
  public String name() {
    return "walk";
  }

  @Override
  public String description() {
    return "A walk downhill with noise.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Differentiable.class);
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) -> new Walk(config, context, energy, states, random);
  }

  private static final class Walk implements MarkovChain, Checkpointed {
    private final Config config;
    private final ComponentContext context;
    private final Differentiable energy;
    private final Batch states;
    private final Batch slopes;
    private final double[] energies;
    private RandomStream random;
    private long steps;

    Walk(
        Config config,
        ComponentContext context,
        EnergyFunction energy,
        Batch states,
        RandomStream random) {
      this.config = config;
      this.context = context;
      this.energy = Capabilities.require(energy, Differentiable.class, "sampler 'walk'");
      this.states = states;
      this.slopes = Batch.allocate(states.size(), states.dim());
      this.energies = new double[states.size()];
      this.random = random;
    }

    @Override
    public Batch states() {
      return states;
    }

    @Override
    public void advance(int count) {
      double step = config.stepSize().at(context.progress().fraction());
      for (int k = 0; k < count; k++) {
        energy.gradients(states, energies, slopes);
        for (int i = 0; i < states.size(); i++) {
          for (int j = 0; j < states.dim(); j++) {
            double noise = Math.sqrt(2 * step) * random.nextGaussian();
            states.set(i, j, (float) (states.get(i, j) - step * slopes.get(i, j) + noise));
          }
        }
      }
      steps += (long) count * states.size();
    }

    @Override
    public void refresh() {}

    @Override
    public ChainStatistics statistics() {
      return new ChainStatistics(steps, 0, 0);
    }

    @Override
    public void save(StateWriter writer) {
      writer.put("random", random.state());
    }

    @Override
    public void restore(StateReader reader) {
      random = RandomStream.restore(reader.longs("random"));
    }
  }
}
