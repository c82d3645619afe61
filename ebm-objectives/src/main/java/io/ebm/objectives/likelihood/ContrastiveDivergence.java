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

/** The objective of {@link CdFactory}. */
final class ContrastiveDivergence implements Objective, Checkpointed {

  private final CdFactory.Config config;
  private final ModelChains chains;
  private final Contrast contrast;

  ContrastiveDivergence(CdFactory.Config config, Sampler sampler) {
    this.config = config;
    chains = new ModelChains(sampler);
    contrast = new Contrast("objective 'cd'", config.energyRegularization());
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, "objective 'cd'");
    Batch samples = chains.states(data.size(), data.dim());
    samples.copyFrom(data);
    chains.advance(energy, samples, config.steps(), context.random().split("chains"));
    chains.recordAcceptance(context.metrics());
    return contrast.evaluate(energy, data, samples, gradient, context);
  }

  @Override
  public void save(StateWriter writer) {
    chains.save(writer.child("chains"));
  }

  @Override
  public void restore(StateReader reader) {
    chains.restore(reader.child("chains"));
  }
}
