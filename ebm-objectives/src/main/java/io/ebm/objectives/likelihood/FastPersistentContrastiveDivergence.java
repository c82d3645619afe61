package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Replicable;
import io.ebm.api.Sampler;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/** The objective of {@link FastPcdFactory}. */
final class FastPersistentContrastiveDivergence implements Objective, Checkpointed {

  private static final String WHO = "objective 'fast-pcd'";

  private final FastPcdFactory.Config config;
  private final Restarts restarts;
  private final ModelChains chains;
  private final Contrast contrast = new Contrast(WHO, 0);
  private float[] fast = new float[0];
  private @Nullable Driven driven;

  FastPersistentContrastiveDivergence(FastPcdFactory.Config config, Sampler sampler) {
    this.config = config;
    restarts = new Restarts(config.start(), config.restart(), config.noiseScale());
    chains = new ModelChains(sampler);
  }

  /**
   * What drives the chains of an energy.
   *
   * @param energy the energy
   * @param there its replica at {@code θ + φ}
   * @param sum those parameters
   * @param step the gradient of one step
   */
  private record Driven(
      EnergyFunction energy, EnergyFunction there, Parameters sum, Gradient step) {

    static Driven of(EnergyFunction energy, Replicable replicable) {
      Parameters sum = replicable.parameters().copy();
      EnergyFunction there = (EnergyFunction) replicable.replica(sum);
      return new Driven(energy, there, sum, replicable.parameters().newGradient());
    }
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Replicable replicable = Capabilities.require(energy, Replicable.class, WHO);
    Driven target = driven;
    if (target == null || target.energy() != energy) {
      target = Driven.of(energy, replicable);
      driven = target;
    }
    float[] theta = replicable.parameters().values();
    int size = theta.length;
    if (fast.length != size) {
      fast = new float[size];
    }
    Vectors.add(size, theta, 0, fast, 0, target.sum().values(), 0);
    boolean first = !chains.known(data.size(), data.dim());
    Batch samples = chains.states(data.size(), data.dim());
    restarts.apply(energy.space(), samples, data, first, context.random());
    chains.advance(target.there(), samples, config.steps(), context.random().split("chains"));
    chains.recordAcceptance(context.metrics());
    Gradient step = target.step();
    step.clear();
    double value = contrast.evaluate(energy, data, samples, step, context);
    if (data.size() > 0) {
      Vectors.scale(size, (float) config.fastDecay(), fast, 0, fast, 0);
      Vectors.axpy(size, (float) (-config.fastRate() / data.size()), step.values(), 0, fast, 0);
      context.metrics().record("fast-norm", Math.sqrt(Vectors.sumOfSquares(size, fast, 0)));
    }
    gradient.add(step);
    return value;
  }

  @Override
  public void save(StateWriter writer) {
    chains.save(writer.child("chains"));
    writer.put("fast", fast.clone());
  }

  @Override
  public void restore(StateReader reader) {
    chains.restore(reader.child("chains"));
    fast = reader.floats("fast");
    driven = null;
  }
}
