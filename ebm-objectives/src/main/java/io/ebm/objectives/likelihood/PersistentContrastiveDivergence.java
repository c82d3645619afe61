package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Sampler;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/** The objective of {@link PcdFactory}. */
final class PersistentContrastiveDivergence implements Objective, Checkpointed {

  private final PcdFactory.Config config;
  private final Restarts restarts;
  private final ModelChains chains;
  private final @Nullable ReplayBuffer buffer;
  private final Contrast contrast;

  PersistentContrastiveDivergence(PcdFactory.Config config, Sampler sampler) {
    this.config = config;
    restarts = new Restarts(config.start(), config.restart(), config.noiseScale());
    chains = new ModelChains(sampler);
    buffer = config.buffer() == null ? null : new ReplayBuffer(config.buffer());
    contrast = new Contrast("objective 'pcd'", config.energyRegularization());
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, "objective 'pcd'");
    boolean first = !chains.known(data.size(), data.dim());
    Batch samples = chains.states(data.size(), data.dim());
    if (buffer != null) {
      if (!buffer.filled()) {
        Batch all = buffer.fill(data.size(), context.batchSize(), data.dim());
        restarts.apply(energy.space(), all, data, true, context.random().split("buffer"));
      }
      buffer.take(samples, context.random().split("taken"));
    }
    restarts.apply(energy.space(), samples, data, first && buffer == null, context.random());
    chains.advance(energy, samples, config.steps(), context.random().split("chains"));
    if (buffer != null) {
      buffer.putBack(samples);
    }
    chains.recordAcceptance(context.metrics());
    return contrast.evaluate(energy, data, samples, gradient, context);
  }

  @Override
  public void save(StateWriter writer) {
    chains.save(writer.child("chains"));
    if (buffer != null) {
      buffer.save(writer.child("buffer"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    chains.restore(reader.child("chains"));
    if (buffer != null) {
      buffer.restore(reader.child("buffer"));
    }
  }
}
