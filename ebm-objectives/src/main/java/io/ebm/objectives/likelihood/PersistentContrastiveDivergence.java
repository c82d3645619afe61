package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;

/** The objective of {@link PcdFactory}. */
final class PersistentContrastiveDivergence implements Objective, Checkpointed {

  private final PcdFactory.Config config;
  private final ModelChains chains;
  private final Contrast contrast;

  PersistentContrastiveDivergence(PcdFactory.Config config, Sampler sampler) {
    this.config = config;
    chains = new ModelChains(sampler);
    contrast = new Contrast("objective 'pcd'", config.energyRegularization());
  }

  @Override
  public boolean separable() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, "objective 'pcd'");
    boolean first = !chains.known(data.size(), data.dim());
    Batch samples = chains.states(data.size(), data.dim());
    restart(energy.space(), samples, data, first ? 1 : config.restart(), context.random());
    chains.advance(energy, samples, config.steps(), context.random().split("chains"));
    chains.recordAcceptance(context.metrics());
    return contrast.evaluate(energy, data, samples, gradient, context.metrics());
  }

  private void restart(
      StateSpace space, Batch samples, Batch data, double probability, RandomStream random) {
    for (int row = 0; row < samples.size(); row++) {
      if (probability < 1 && random.nextDouble() >= probability) {
        continue;
      }
      if (config.start() == PcdFactory.Start.DATA) {
        samples.copyRow(row, data, row);
      } else {
        space.randomStart(samples.slice(row, row + 1), random);
        if (space instanceof StateSpace.Real) {
          scale(samples, row, (float) config.noiseScale());
        }
      }
    }
  }

  private static void scale(Batch rows, int row, float factor) {
    float[] x = rows.array();
    int from = rows.offset(row);
    for (int i = from; i < from + rows.dim(); i++) {
      x[i] *= factor;
    }
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
