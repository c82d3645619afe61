package io.ebm.samplers.hamiltonian;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.Diverging;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import java.util.Arrays;

/**
 * A tile of chains that move along leapfrog trajectories. Each chain has a stream and a trajectory
 * of its own; the next points of all that are still under way are evaluated together. A chain that
 * ends a transition begins its next one at once, except while warming up, where all learn from a
 * transition before any begins another.
 *
 * <p>A subclass says what a trajectory is: where it goes on and where it ends.
 */
abstract class HamiltonianChain
    implements MarkovChain, Checkpointed, Adaptive, Reporting, Diverging {

  /** An energy error above which a trajectory has diverged, as in Stan. */
  static final double DIVERGED = 1000;

  private final EnergyFunction function;
  private final Batch states;
  private final WarmUp warmUp;
  private final Points points;
  private final double[] lastEnergies;
  private final double[] acceptances; // of the last transition of each chain
  private final int[] active;
  private final int[] remaining;
  private final float[] noise;
  private final Divergences divergences;
  private boolean stale = true;
  private boolean stepDivergent;
  private long steps;
  private long accepted;
  private long moves; // leapfrogs of trajectories since the warm-up
  private long settled; // transitions since the warm-up
  private int asked; // transitions under way

  final int dim;
  final Metric metric;
  final Leapfrog leapfrog;
  final Batch gradients; // of the states
  final double[] energies; // of the states
  final RandomStream[] random; // one per chain
  private final StepSizes stepSizes;
  final double[] step; // of the transition that a chain is in

  /**
   * Prepares chains.
   *
   * @param who who needs the energy's gradient
   */
  HamiltonianChain(
      String who,
      Schedule stepSize,
      MassMatrix mass,
      double target,
      Progress progress,
      EnergyFunction function,
      Batch states,
      RandomStream random) {
    this.function = function;
    points = new Points(Capabilities.require(function, Differentiable.class, who), states);
    FitContext.require(who, MassMatrix.misfit(mass, function.space()));
    Bounds bounds = Bounds.of(function.space(), who);
    this.states = states;
    dim = states.dim();
    metric = new Metric(mass, dim);
    leapfrog = new Leapfrog(metric, bounds, dim);
    int n = states.size();
    warmUp = new WarmUp(metric, target, n);
    this.random = new RandomStream[n];
    Arrays.setAll(this.random, random::split);
    gradients = Batch.allocate(n, dim);
    energies = FiniteCheck.unknown(n);
    lastEnergies = energies.clone();
    acceptances = new double[n];
    stepSizes = new StepSizes(stepSize, progress, n);
    step = new double[n];
    active = new int[n];
    remaining = new int[n];
    noise = new float[dim];
    divergences = new Divergences(dim);
  }

  /** Begins a transition of a chain from its state; {@code r} is to be drawn by {@link #refill}. */
  abstract void begin(int row);

  /** Moves the end of a chain's trajectory that is to move by the first half of a leapfrog. */
  abstract void firstHalf(int row);

  /** Where the position of that end lies in {@link #ends()}. */
  abstract int end(int row);

  /** The positions of all ends. */
  abstract float[] ends();

  /**
   * Ends the leapfrog, with the gradient at the new position, and decides.
   *
   * @param energy at the new position; {@code +∞} where that cannot be
   * @param g holds the gradient from {@code gi} on
   * @return whether the trajectory goes on
   */
  abstract boolean secondHalf(int row, double energy, float[] x, int xi, float[] g, int gi);

  /** The acceptance statistic of the transition that ended, from 0 to 1. */
  abstract double acceptance(int row);

  /** Whether the state changed in the transition that ended. */
  abstract boolean moved(int row);

  /** Called when what {@link #reportOwn} tells of begins anew: at the end of a warm-up. */
  void settle() {}

  /** How a step of the leapfrog is told to users. */
  double told(double step) {
    return step;
  }

  /** Whether a transition may be refused. */
  boolean refuses() {
    return true;
  }

  /** Records what is the subclass's own, as means over the transitions since the warm-up. */
  abstract void reportOwn(Metrics metrics, long transitions);

  @Override
  public final Batch states() {
    return states;
  }

  @Override
  public final void refresh() {
    stale = true;
  }

  @Override
  public final void warmUp(int count) {
    if (count == 0 && warmUp.left() > 0 && !warmUp.fresh()) {
      warmUp.settle(stepSizes.sizes());
    }
    warmUp.begin(count);
  }

  @Override
  public final int warmUpLeft() {
    return warmUp.left();
  }

  @Override
  public final void advance(int count) {
    if (count == 0) {
      return;
    }
    if (stale) {
      evaluate();
    }
    stepSizes.begin();
    int left = count;
    while (left > 0 && warmUp.left() > 0) {
      if (warmUp.fresh()) {
        stepSizes.adapt();
        warmUp.search(stepSizes.sizes(), this::trySteps);
      }
      transitions(1);
      warmUp.learn(acceptances, states, stepSizes.sizes(), this::trySteps);
      left--;
      if (warmUp.left() == 0) {
        moves = 0;
        settled = 0;
        settle();
      }
    }
    if (left > 0) {
      long before = points.evaluations();
      transitions(left);
      moves += points.evaluations() - before;
      settled += (long) left * states.size();
    }
  }

  private void evaluate() {
    System.arraycopy(energies, 0, lastEnergies, 0, energies.length);
    FiniteCheck.space(function.space(), states, steps);
    points.evaluate(states, energies, gradients);
    FiniteCheck.start(function.space(), states, energies, lastEnergies, steps);
    for (int row = 0; row < states.size(); row++) {
      points.checkGradient(gradients.array(), gradients.offset(row), row, energies[row], steps);
    }
    stale = false;
  }

  private void transitions(int count) {
    Arrays.fill(remaining, count);
    asked = count;
    int n = states.size();
    for (int row = 0; row < n; row++) {
      active[row] = row;
      beginTransition(row);
    }
    float[] x = points.positions();
    float[] g = points.gradients();
    while (n > 0) {
      for (int a = 0; a < n; a++) {
        firstHalf(active[a]);
        System.arraycopy(ends(), end(active[a]), x, a * dim, dim);
      }
      points.evaluate(n);
      int going = 0;
      for (int a = 0; a < n; a++) {
        int row = active[a];
        long number = stepOf(row);
        double value = points.value(a, energies[row], row, number);
        boolean more = secondHalf(row, value, x, a * dim, g, a * dim);
        if (!more) {
          finish(row);
          if (--remaining[row] > 0) {
            beginTransition(row);
            more = true;
          }
        }
        if (more) {
          active[going++] = row;
        }
      }
      n = going;
    }
    steps += count;
    Arrays.fill(remaining, 0);
    asked = 0;
  }

  private void beginTransition(int row) {
    step[row] = warmUp.left() > 0 ? stepSizes.of(row) : stepSizes.settled(row, random[row]);
    begin(row);
  }

  /** Whether a chain is in one of the rare transitions of shorter steps. */
  final boolean shortened(int row) {
    return step[row] < stepSizes.of(row);
  }

  /** How many transitions a chain has made. */
  final long stepOf(int row) {
    return steps + asked - remaining[row];
  }

  private void finish(int row) {
    acceptances[row] = acceptance(row);
    if (moved(row)) {
      accepted++;
    }
    if (stepDivergent) {
      stepDivergent = false;
      if (warmUp.left() == 0) {
        divergences.add(states, row);
      }
    }
  }

  /** To be called in {@link #secondHalf} for a trajectory that diverged and so ends. */
  final void diverge() {
    stepDivergent = true;
  }

  /** Acceptances of single leapfrogs of some sizes from the states of some chains. */
  private void trySteps(int[] rows, int count, double[] sizes, double[] tried) {
    for (int a = 0; a < count; a++) {
      int row = rows[a];
      step[row] = sizes[row];
      begin(row);
      firstHalf(row);
      System.arraycopy(ends(), end(row), points.positions(), a * dim, dim);
    }
    points.evaluate(count);
    for (int a = 0; a < count; a++) {
      int row = rows[a];
      double value = points.value(a, energies[row], row, steps);
      tried[row] = tried(row, value, points.gradients(), a * dim);
    }
  }

  /** The acceptance of a first leapfrog, after {@link #firstHalf}; moves no state. */
  abstract double tried(int row, double value, float[] g, int gi);

  /** Draws whitened momenta, and returns their kinetic energy. */
  final double refill(int row, float[] r, int ri) {
    random[row].fillGaussian(noise, 0, dim);
    System.arraycopy(noise, 0, r, ri, dim);
    return kinetic(r, ri);
  }

  /** The kinetic energy of whitened momenta. */
  final double kinetic(float[] r, int ri) {
    return 0.5 * Vectors.sumOfSquares(dim, r, ri);
  }

  @Override
  public final ChainStatistics statistics() {
    long transitions = steps * states.size();
    return refuses()
        ? new ChainStatistics(transitions, transitions, accepted)
        : new ChainStatistics(transitions, 0, 0);
  }

  @Override
  public final void report(Metrics metrics) {
    stepSizes.report(metrics, this::told);
    if (metric.adapts()) {
      double[] deviations = metric.deviations();
      metrics.record("mass-least-deviation", deviations[0]);
      metrics.record("mass-greatest-deviation", deviations[1]);
    }
    metrics.record("gradients", (double) points.evaluations() / states.size());
    if (settled > 0) {
      metrics.record("leapfrogs", (double) moves / settled);
      reportOwn(metrics, settled);
    }
  }

  @Override
  public final long divergences() {
    return divergences.count();
  }

  @Override
  public final Batch firstDivergences() {
    return divergences.first();
  }

  @Override
  public void save(StateWriter writer) {
    int n = states.size();
    long[] streams = new long[4 * n];
    for (int row = 0; row < n; row++) {
      System.arraycopy(random[row].state(), 0, streams, 4 * row, 4);
    }
    writer.put("random", streams);
    writer.put(
        "counts",
        new long[] {steps, accepted, stale ? 1 : 0, moves, settled, points.evaluations()});
    stepSizes.save(writer);
    writer.put("energies", energies);
    writer.put("gradients", gradients.array());
    divergences.save(writer.child("divergences"));
    warmUp.save(writer);
  }

  @Override
  public void restore(StateReader reader) {
    double[] savedEnergies = reader.doubles("energies");
    float[] savedGradients = reader.floats("gradients");
    if (savedEnergies.length != energies.length
        || savedGradients.length != gradients.array().length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + savedEnergies.length + " chains cannot restore " + states);
    }
    System.arraycopy(savedEnergies, 0, energies, 0, energies.length);
    System.arraycopy(savedGradients, 0, gradients.array(), 0, savedGradients.length);
    long[] streams = reader.longs("random");
    for (int row = 0; row < random.length; row++) {
      random[row] = RandomStream.restore(Arrays.copyOfRange(streams, 4 * row, 4 * row + 4));
    }
    long[] counts = reader.longs("counts");
    steps = counts[0];
    accepted = counts[1];
    stale = counts[2] != 0;
    moves = counts[3];
    settled = counts[4];
    points.evaluations(counts[5]);
    stepSizes.restore(reader);
    divergences.restore(reader.child("divergences"));
    warmUp.restore(reader);
  }
}
