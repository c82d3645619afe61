package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objective of {@link PseudoLikelihoodFactory}, {@link RatioMatchingFactory} and {@link
 * MinimumProbabilityFlowFactory}: the energy of every row against those of the states that differ
 * from it in one unit. All rows move together, each at its own unit, so that row {@code i} of every
 * probe is conditioned on row {@code i}'s context.
 */
final class Neighbours implements Objective {

  /** The loss of one unit of one row. */
  interface Rule {
    /**
     * Computes the loss and its derivatives by the energies.
     *
     * @param own the energy of the row
     * @param others the energies of the states that differ from it in the unit, in column {@code
     *     row}; receive the derivatives, times {@code scale}
     * @param ownWeights the derivative by {@code own}, times {@code scale}, is added at {@code row}
     * @return the loss, not scaled
     */
    double apply(double own, double[][] others, int row, double scale, double[] ownWeights);
  }

  private final String who;
  private final @Nullable Integer chosen;
  private final @Nullable Integer candidates;
  private final Rule rule;
  private Batch[] probes = {};
  private double[][] energies = {};
  private double[] own = {};
  private double[] ownWeights = {};
  private int[][] order = {};
  private int[][] picked = {}; // of each row, which of the levels that differ

  /**
   * Creates the objective.
   *
   * @param chosen how many units of each row, or null for all
   * @param candidates how many other levels of each unit, or null for all
   */
  Neighbours(String who, @Nullable Integer chosen, @Nullable Integer candidates, Rule rule) {
    this.who = who;
    this.chosen = chosen;
    this.candidates = candidates;
    this.rule = rule;
  }

  /** Why an objective of neighbours cannot be used on a space. */
  static Optional<String> misfit(StateSpace space) {
    return space.levels() > 0
        ? Optional.empty()
        : Optional.of(
            "needs discrete states, not those of " + space + "; score matching is for real ones");
  }

  @Override
  public boolean weighs() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    StateSpace space = energy.space();
    FitContext.require(who, misfit(energy.space()));
    int dim = data.dim();
    int units = chosen == null ? dim : Math.min(chosen, dim);
    double scale = (double) dim / units;
    int all = space.levels() - 1;
    int others = candidates == null ? all : Math.min(candidates, all);
    prepare(data, others);
    if (units < dim) {
      shuffle(units, context.random());
    }
    @Nullable RandomStream random = others < all ? context.random().split("candidates") : null;
    energy.energies(data, own);
    Arrays.fill(ownWeights, 0);
    double[] scales = scales(data.size(), scale, context);
    double value = 0;
    for (int k = 0; k < units; k++) {
      if (random != null) {
        pick(all, random);
      }
      value += unit(k, energy, space, data, scales, learnable, gradient);
    }
    learnable.accumulate(data, ownWeights, gradient);
    if (!Double.isFinite(value)) {
      throw new NonFiniteException("the value of " + who + " is " + value);
    }
    return value;
  }

  /** The loss of the {@code k}-th unit of every row, and its gradient. */
  private double unit(
      int k,
      EnergyFunction energy,
      StateSpace space,
      Batch data,
      double[] scales,
      Learnable learnable,
      Gradient gradient) {
    int others = probes.length;
    for (int other = 0; other < others; other++) {
      for (int i = 0; i < data.size(); i++) {
        int j = order[i][k];
        probes[other].set(i, j, another(space, data.get(i, j), picked[i][other]));
      }
      energy.energies(probes[other], energies[other]);
    }
    double value = 0;
    for (int i = 0; i < data.size(); i++) {
      value += scales[i] * rule.apply(own[i], energies, i, scales[i], ownWeights);
    }
    for (int other = 0; other < others; other++) {
      learnable.accumulate(probes[other], energies[other], gradient);
      for (int i = 0; i < data.size(); i++) {
        int j = order[i][k];
        probes[other].set(i, j, data.get(i, j));
      }
    }
    return value;
  }

  private static double[] scales(int rows, double scale, ObjectiveContext context) {
    double[] scales = new double[rows];
    double[] given = context.weights().orElse(null);
    for (int i = 0; i < rows; i++) {
      scales[i] = given == null ? scale : scale * given[i];
    }
    return scales;
  }

  /** The level number {@code index} among those that differ from {@code value}. */
  private static float another(StateSpace space, float value, int index) {
    if (space instanceof StateSpace.Spin) {
      return -value;
    }
    return index < value ? index : index + 1;
  }

  private void prepare(Batch data, int others) {
    int rows = data.size();
    if (own.length != rows || probes.length != others) {
      own = new double[rows];
      ownWeights = new double[rows];
      probes = new Batch[others];
      energies = new double[others][rows];
      order = new int[rows][data.dim()];
      picked = new int[rows][others];
      for (int[] row : picked) {
        Arrays.setAll(row, other -> other);
      }
      for (int other = 0; other < others; other++) {
        probes[other] = Batch.allocate(rows, data.dim());
      }
    }
    for (Batch probe : probes) {
      probe.copyFrom(data);
    }
    for (int[] row : order) {
      for (int j = 0; j < row.length; j++) {
        row[j] = j;
      }
    }
  }

  /** Draws of every row which levels to compare, all sets alike (Floyd's sampling). */
  private void pick(int all, RandomStream random) {
    for (int[] row : picked) {
      for (int k = 0; k < row.length; k++) {
        int last = all - row.length + k;
        int level = random.nextInt(last + 1);
        for (int i = 0; i < k; i++) {
          if (row[i] == level) {
            level = last;
            break;
          }
        }
        row[k] = level;
      }
    }
  }

  /** Puts that many units, drawn without repetition, at the front of every row's order. */
  private void shuffle(int units, RandomStream random) {
    for (int[] row : order) {
      for (int j = 0; j < units; j++) {
        int swap = j + random.nextInt(row.length - j);
        int unit = row[swap];
        row[swap] = row[j];
        row[j] = unit;
      }
    }
  }
}
