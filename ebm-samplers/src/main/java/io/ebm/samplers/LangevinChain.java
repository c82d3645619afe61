package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/** Chains of {@link LangevinFactory}. */
final class LangevinChain implements MarkovChain, Checkpointed {

  private final LangevinFactory.Config config;
  private final Progress progress;
  private final Differentiable energy;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final Batch gradients;
  private final float[] noise;
  private double[] energies;
  private double[] lastEnergies;
  private RandomStream random;
  private long steps;

  LangevinChain(
      LangevinFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.progress = progress;
    this.energy = Capabilities.require(energy, Differentiable.class, "sampler 'langevin'");
    this.bounds = Bounds.of(energy.space(), "sampler 'langevin'");
    this.states = states;
    this.random = random;
    gradients = Batch.allocate(states.size(), states.dim());
    noise = new float[states.length()];
    energies = FiniteCheck.unknown(states.size());
    lastEnergies = energies.clone();
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void advance(int count) {
    double fraction = progress.fraction();
    double stepSize = config.stepSize().at(fraction);
    float drift = (float) -stepSize;
    float spread = (float) Math.sqrt(2 * stepSize * config.impliedTemperature(fraction));
    float[] x = states.array();
    float[] g = gradients.array();
    int offset = states.offset();
    int length = states.length();
    for (int s = 0; s < count; s++) {
      double[] swap = lastEnergies;
      lastEnergies = energies;
      energies = swap;
      energy.gradients(states, energies, gradients);
      FiniteCheck.energies(energies, lastEnergies, states.size(), steps);
      if (config.clip() != null) {
        clip(g, length, config.clip().floatValue());
      }
      if (spread > 0) {
        random.fillGaussian(noise, 0, length);
        Vectors.addScaled(length, drift, g, 0, spread, noise, 0, x, offset);
      } else {
        Vectors.axpy(length, drift, g, 0, x, offset);
      }
      if (bounds != null) {
        bounds.reflect(x, offset, length);
      }
      steps++;
    }
    FiniteCheck.states(states, energies, steps);
  }

  private static void clip(float[] g, int length, float bound) {
    for (int i = 0; i < length; i++) {
      g[i] = Math.max(-bound, Math.min(bound, g[i])); // a NaN stays one
    }
  }

  @Override
  public void refresh() {} // every step computes its gradient anew

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("steps", new long[] {steps});
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    steps = reader.longs("steps")[0];
  }
}
