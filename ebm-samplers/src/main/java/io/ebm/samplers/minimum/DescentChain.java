package io.ebm.samplers.minimum;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Progress;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chains of {@link GradientDescentFactory} and {@link NesterovFactory}: the first has no momentum.
 */
final class DescentChain implements MarkovChain, Checkpointed {

  private final Schedule stepSize;
  private final boolean accelerated;
  private final Progress progress;
  private final Differentiable energy;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final Batch points; // where gradients are taken: ahead of the states if accelerated
  private final Batch gradients;
  private final float[] before;
  private final int[] ages; // steps of every chain since its last restart
  private double[] energies;
  private double[] lastEnergies;
  private long steps;
  private boolean stale = true;

  DescentChain(
      String who,
      Schedule stepSize,
      boolean accelerated,
      Progress progress,
      EnergyFunction energy,
      Batch states) {
    this.stepSize = stepSize;
    this.accelerated = accelerated;
    this.progress = progress;
    this.energy = Capabilities.require(energy, Differentiable.class, who);
    this.bounds = Bounds.of(energy.space(), who);
    this.states = states;
    points = states.copy();
    gradients = Batch.allocate(states.size(), states.dim());
    before = new float[states.dim()];
    ages = new int[states.size()];
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
    if (count > 0 && stale) {
      points.copyFrom(states);
      Arrays.fill(ages, 0);
      Arrays.fill(lastEnergies, Double.NaN);
      stale = false;
    }
    float step = (float) -stepSize.at(progress.fraction());
    for (int s = 0; s < count; s++) {
      double[] swap = lastEnergies;
      lastEnergies = energies;
      energies = swap;
      energy.gradients(points, energies, gradients);
      FiniteCheck.energies(energies, lastEnergies, states.size(), steps);
      for (int i = 0; i < states.size(); i++) {
        move(i, step);
      }
      steps++;
    }
    FiniteCheck.states(states, energies, steps);
  }

  private void move(int i, float step) {
    int dim = states.dim();
    float[] x = states.array();
    int at = states.offset(i);
    float[] y = points.array();
    int pointAt = points.offset(i);
    System.arraycopy(x, at, before, 0, dim);
    System.arraycopy(y, pointAt, x, at, dim);
    Vectors.axpy(dim, step, gradients.array(), gradients.offset(i), x, at);
    if (bounds != null) {
      for (int k = at; k < at + dim; k++) {
        x[k] = Math.max(bounds.low(), Math.min(bounds.high(), x[k]));
      }
    }
    if (!accelerated) {
      System.arraycopy(x, at, y, pointAt, dim);
      return;
    }
    // O'Donoghue and Candès (2015), section 3.2: momentum against the slope is given up.
    double along = 0;
    for (int k = 0; k < dim; k++) {
      along += (double) gradients.array()[gradients.offset(i) + k] * (x[at + k] - before[k]);
    }
    ages[i] = along > 0 ? 0 : ages[i] + 1;
    float momentum = ages[i] / (ages[i] + 3f);
    for (int k = 0; k < dim; k++) {
      y[pointAt + k] = x[at + k] + momentum * (x[at + k] - before[k]);
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    long[] counts = new long[2 + ages.length];
    counts[0] = steps;
    counts[1] = stale ? 1 : 0;
    for (int i = 0; i < ages.length; i++) {
      counts[2 + i] = ages[i];
    }
    writer.put("counts", counts);
    writer.put("points", points.array());
    writer.put("energies", energies);
  }

  @Override
  public void restore(StateReader reader) {
    long[] counts = reader.longs("counts");
    if (counts.length != 2 + ages.length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + (counts.length - 2) + " chains cannot restore " + states);
    }
    steps = counts[0];
    stale = counts[1] != 0;
    for (int i = 0; i < ages.length; i++) {
      ages[i] = (int) counts[2 + i];
    }
    float[] saved = reader.floats("points");
    System.arraycopy(saved, 0, points.array(), 0, saved.length);
    double[] known = reader.doubles("energies");
    System.arraycopy(known, 0, energies, 0, known.length);
  }
}
