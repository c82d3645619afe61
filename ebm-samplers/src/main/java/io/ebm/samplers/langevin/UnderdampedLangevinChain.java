package io.ebm.samplers.langevin;

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
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import org.jspecify.annotations.Nullable;

/** Chains of {@link UnderdampedLangevinFactory}. */
final class UnderdampedLangevinChain implements MarkovChain, Checkpointed {

  private static final String WHO = "sampler 'underdamped-langevin'";

  private final UnderdampedLangevinFactory.Config config;
  private final Progress progress;
  private final EnergyFunction function;
  private final Differentiable energy;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final Batch gradients;
  private final float[] velocities;
  private final float[] noise;
  private double[] energies;
  private double[] lastEnergies;
  private RandomStream random;
  private boolean stale = true;
  private boolean moving; // whether there are velocities
  private long steps;

  UnderdampedLangevinChain(
      UnderdampedLangevinFactory.Config config,
      Progress progress,
      EnergyFunction function,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.progress = progress;
    this.function = function;
    energy = Capabilities.require(function, Differentiable.class, WHO);
    bounds = Bounds.of(function.space(), WHO);
    this.states = states;
    this.random = random;
    gradients = Batch.allocate(states.size(), states.dim());
    velocities = new float[states.length()];
    noise = new float[states.length()];
    energies = FiniteCheck.unknown(states.size());
    lastEnergies = energies.clone();
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {
    stale = true;
  }

  @Override
  public void advance(int count) {
    if (count == 0) {
      return;
    }
    double fraction = progress.fraction();
    double stepSize = config.stepSize().at(fraction);
    double temperature = config.temperature().at(fraction);
    double kept = Math.exp(-config.friction().at(fraction) * stepSize);
    float half = (float) (stepSize / 2);
    float keep = (float) kept;
    float spread = (float) Math.sqrt((1 - kept * kept) * temperature);
    int length = states.length();
    float[] g = gradients.array();
    if (stale) {
      FiniteCheck.space(function.space(), states, steps);
      evaluate();
      FiniteCheck.start(function.space(), states, energies, lastEnergies, steps);
      stale = false;
    }
    if (!moving) {
      random.fillGaussian(velocities, 0, length);
      Vectors.scale(length, (float) Math.sqrt(temperature), velocities, 0, velocities, 0);
      moving = true;
    }
    for (int s = 0; s < count; s++) {
      Vectors.axpy(length, -half, g, 0, velocities, 0); // B
      drift(half); // A
      random.fillGaussian(noise, 0, length);
      Vectors.scale(length, keep, velocities, 0, velocities, 0); // O
      Vectors.axpy(length, spread, noise, 0, velocities, 0);
      drift(half); // A
      steps++;
      FiniteCheck.states(states, energies, steps);
      evaluate();
      FiniteCheck.energies(energies, lastEnergies, states.size(), steps);
      Vectors.axpy(length, -half, g, 0, velocities, 0); // B
    }
  }

  private void evaluate() {
    double[] swap = lastEnergies;
    lastEnergies = energies;
    energies = swap;
    energy.gradients(states, energies, gradients);
  }

  private void drift(float time) {
    float[] x = states.array();
    int offset = states.offset();
    Vectors.axpy(states.length(), time, velocities, 0, x, offset);
    if (bounds != null) {
      bounds.bounce(x, offset, velocities, 0, states.length());
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, stale ? 1 : 0, moving ? 1 : 0});
    writer.put("energies", energies);
    writer.put("gradients", gradients.array());
    writer.put("velocities", velocities);
  }

  @Override
  public void restore(StateReader reader) {
    double[] savedEnergies = reader.doubles("energies");
    float[] savedGradients = reader.floats("gradients");
    if (savedEnergies.length != energies.length || savedGradients.length != velocities.length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + savedEnergies.length + " chains cannot restore " + states);
    }
    System.arraycopy(savedEnergies, 0, energies, 0, energies.length);
    System.arraycopy(savedGradients, 0, gradients.array(), 0, savedGradients.length);
    System.arraycopy(reader.floats("velocities"), 0, velocities, 0, velocities.length);
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    stale = counts[1] != 0;
    moving = counts[2] != 0;
  }
}
