package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;

/** Particles of {@link SvgdFactory}. */
final class SvgdChain implements MarkovChain, Checkpointed {

  private static final String WHO = "sampler 'svgd'";

  /** What a running mean of squares keeps, and what keeps its root from zero. */
  private static final double KEPT = 0.9;

  private static final double LEAST = 1e-6;

  private final double stepSize;
  private final Differentiable energy;
  private final Batch states;
  private final Batch gradients;
  private final double[] energies;
  private final double[] last;
  private final double[] distances;
  private final double[] sorted;
  private final double[] direction;
  private final double[] squares;
  private long steps;

  SvgdChain(double stepSize, EnergyFunction energy, Batch states) {
    this.stepSize = stepSize;
    FitContext.require(WHO, new SvgdFactory().misfit(null, FitContext.of(energy)));
    this.energy = Capabilities.require(energy, Differentiable.class, WHO);
    this.states = states;
    int n = states.size();
    gradients = Batch.allocate(n, states.dim());
    energies = FiniteCheck.unknown(n);
    last = energies.clone();
    distances = new double[n * n];
    sorted = new double[n * (n - 1) / 2];
    direction = new double[n * states.dim()];
    squares = new double[n * states.dim()];
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {} // every step computes its gradients anew

  @Override
  public void advance(int count) {
    for (int s = 0; s < count; s++) {
      System.arraycopy(energies, 0, last, 0, energies.length);
      energy.gradients(states, energies, gradients);
      FiniteCheck.energies(energies, last, states.size(), steps);
      double width = width();
      direct(width);
      move();
      steps++;
    }
    FiniteCheck.states(states, energies, steps);
  }

  /** Squared distances of all pairs, and {@code h}. */
  private double width() {
    int n = states.size();
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < states.dim(); k++) {
          double difference = (double) states.get(i, k) - states.get(j, k);
          sum += difference * difference;
        }
        distances[i * n + j] = sum;
        distances[j * n + i] = sum;
        sorted[pairs++] = sum;
      }
    }
    if (pairs == 0) {
      return 1;
    }
    Arrays.sort(sorted);
    return Math.max(LEAST, sorted[pairs / 2] / Math.log(n + 1.0));
  }

  private void direct(double width) {
    int n = states.size();
    int dim = states.dim();
    Arrays.fill(direction, 0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double kernel = Math.exp(-distances[i * n + j] / width);
        for (int k = 0; k < dim; k++) {
          double apart = (double) states.get(i, k) - states.get(j, k);
          direction[i * dim + k] += kernel * (2 * apart / width - gradients.get(j, k)) / n;
        }
      }
    }
  }

  private void move() {
    int dim = states.dim();
    for (int i = 0; i < states.size(); i++) {
      for (int k = 0; k < dim; k++) {
        int at = i * dim + k;
        double square = direction[at] * direction[at];
        squares[at] = steps == 0 ? square : KEPT * squares[at] + (1 - KEPT) * square;
        double by = stepSize * direction[at] / (LEAST + Math.sqrt(squares[at]));
        states.set(i, k, (float) (states.get(i, k) + by));
      }
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("steps", new long[] {steps});
    writer.put("squares", squares);
  }

  @Override
  public void restore(StateReader reader) {
    steps = reader.longs("steps")[0];
    double[] kept = reader.doubles("squares");
    if (kept.length != squares.length) {
      throw new IllegalArgumentException(
          "a state of " + kept.length + " numbers does not fit " + squares.length);
    }
    System.arraycopy(kept, 0, squares, 0, kept.length);
  }
}
