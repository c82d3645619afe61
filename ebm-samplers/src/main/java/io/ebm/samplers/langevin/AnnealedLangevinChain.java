package io.ebm.samplers.langevin;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.math.Vectors;
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chains of {@link AnnealedLangevinFactory}. */
final class AnnealedLangevinChain implements MarkovChain, Checkpointed, Reporting {

  private static final String WHO = "sampler 'annealed-langevin'";

  private final AnnealedLangevinFactory.Config config;
  private final Differentiable[] levels;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final Batch gradients;
  private final float[] noise;
  private double[] energies;
  private double[] lastEnergies;
  private RandomStream random;
  private long steps;

  AnnealedLangevinChain(
      AnnealedLangevinFactory.Config config,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    NoiseConditioned conditioned = Capabilities.require(energy, NoiseConditioned.class, WHO);
    bounds = Bounds.of(energy.space(), WHO);
    List<Double> sigmas = config.noiseLevels();
    levels = new Differentiable[sigmas.size()];
    for (int i = 0; i < levels.length; i++) {
      EnergyFunction level = conditioned.atNoise(sigmas.get(i));
      levels[i] = Capabilities.require(level, Differentiable.class, WHO);
    }
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
  public void refresh() {} // every step computes its gradient anew

  private int level() {
    return (int) Math.min(levels.length - 1, steps / config.stepsPerLevel());
  }

  @Override
  public void advance(int count) {
    float[] x = states.array();
    float[] g = gradients.array();
    int offset = states.offset();
    int length = states.length();
    double last = config.noiseLevels().get(levels.length - 1);
    for (int s = 0; s < count; s++) {
      int level = level();
      double ratio = config.noiseLevels().get(level) / last;
      double stepSize = config.stepSize() * ratio * ratio;
      double[] swap = lastEnergies;
      lastEnergies = energies;
      energies = swap;
      levels[level].gradients(states, energies, gradients);
      FiniteCheck.energies(energies, lastEnergies, states.size(), steps);
      random.fillGaussian(noise, 0, length);
      Vectors.addScaled(
          length, (float) -stepSize, g, 0, (float) Math.sqrt(2 * stepSize), noise, 0, x, offset);
      if (bounds != null) {
        bounds.reflect(x, offset, length);
      }
      steps++;
    }
    FiniteCheck.states(states, energies, steps);
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void report(Metrics metrics) {
    metrics.record("noise-level", config.noiseLevels().get(level()));
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
