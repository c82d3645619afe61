package io.ebm.core.toy;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.MarkovChain;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persistent contrastive divergence, the plainest. */
@SuppressWarnings("rawtypes") // a service is named by its raw class
@AutoService(ObjectiveFactory.class)
public final class ContrastFactory implements ObjectiveFactory<ContrastFactory.Config> {

  /** Its settings. */
  public record Config(
      @Setting(value = "5", doc = "Transitions for each training step") int steps,
      @Setting(doc = "What moves the chains") Component<Sampler> sampler,
      @Setting(doc = "Return NaN in this step, to see what happens") @Nullable Integer spoilAt) {
    public Config {
      Checks.atLeast("steps", steps, 1);
    }
  }

  @Override
  public String name() {
    return "contrast";
  }

  @Override
  public String description() {
    return "Data against persistent chains.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Contrast(config, context);
  }

  private static final class Contrast implements Objective, Checkpointed {
    private final Config config;
    private final ComponentContext context;
    private final Sampler sampler;
    private @Nullable Batch states;
    private @Nullable MarkovChain chain;
    private @Nullable StateReader saved;

    Contrast(Config config, ComponentContext context) {
      this.config = config;
      this.context = context;
      this.sampler = context.create("sampler", config.sampler());
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext step) {
      Learnable learnable = Capabilities.require(energy, Learnable.class, "objective 'contrast'");
      MarkovChain moving = chain(energy, data);
      moving.refresh();
      moving.advance(config.steps());
      double[] ones = new double[data.size()];
      double[] positive = new double[data.size()];
      double[] negative = new double[data.size()];
      energy.energies(data, positive);
      energy.energies(moving.states(), negative);
      Arrays.fill(ones, 1);
      learnable.accumulate(data, ones, gradient);
      Arrays.fill(ones, -1);
      learnable.accumulate(moving.states(), ones, gradient);
      double loss = Arrays.stream(positive).sum() - Arrays.stream(negative).sum();
      step.metrics().record("energy-gap", loss / data.size());
      return config.spoilAt() != null && step.step() == config.spoilAt() ? Double.NaN : loss;
    }

    private MarkovChain chain(EnergyFunction energy, Batch data) {
      if (chain == null) {
        Batch start = data.copy();
        if (saved != null) {
          System.arraycopy(saved.floats("states"), 0, start.array(), 0, start.length());
        }
        MarkovChain started = sampler.start(energy, start, context.random().split("chain"));
        if (saved != null && started instanceof Checkpointed state) {
          state.restore(saved.child("chain"));
        }
        states = start;
        chain = started;
      }
      return chain;
    }

    @Override
    public void save(StateWriter writer) {
      if (chain != null && states != null) {
        writer.put("states", states.copy().array());
        ((Checkpointed) chain).save(writer.child("chain"));
      } else if (saved != null) {
        saved.copyTo(writer);
      }
    }

    @Override
    public void restore(StateReader reader) {
      saved = reader.has("states") ? reader : null;
      chain = null;
    }
  }
}
