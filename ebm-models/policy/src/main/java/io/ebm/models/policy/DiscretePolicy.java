package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.CrossEnergy;
import io.ebm.api.Decodable;
import io.ebm.api.Duplicable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * A policy over finitely many actions: {@code π(a | s) = exp(-E_a(s)) / Σ_b exp(-E_b(s))}. All
 * actions are tried, so it is {@link io.ebm.api.Tractable}. Thread-safe while nobody writes the
 * parameters.
 */
abstract class DiscretePolicy
    implements Conditional<Batch>, Learnable, CrossEnergy<Batch>, Duplicable {

  private final StateSpace observations;
  private final StateSpace.Categorical targets;

  DiscretePolicy(StateSpace observations, StateSpace.Categorical targets) {
    if (targets.length() != 1) {
      throw new IllegalArgumentException(
          "a policy chooses one of some actions, not states of " + targets);
    }
    this.observations = observations;
    this.targets = targets;
  }

  /**
   * Computes the energies of all actions: that of action k in row i stands at {@code i · n + k}.
   */
  abstract void all(Batch observations, int rows, double[] out);

  /** Adds {@code Σ_ik factors[i · n + k] ∇θ E_k(s_i)} to a gradient. */
  abstract void accumulateAll(Batch observations, int rows, double[] factors, Gradient into);

  final int actions() {
    return targets.levels();
  }

  final StateSpace observations() {
    return observations;
  }

  @Override
  public final StateSpace.Categorical targets() {
    return targets;
  }

  @Override
  public final void accumulate(Batch x, double[] weights, Gradient into) {
    throw new UnsupportedOperationException("energies need observations; see given");
  }

  @Override
  public final EnergyFunction given(Batch contexts) {
    if (contexts.dim() != observations.dim()) {
      throw new IllegalArgumentException(
          contexts + " has not the " + observations.dim() + " columns of " + observations);
    }
    return new Given(contexts);
  }

  @Override
  public final void crossEnergies(Batch contexts, Batch y, double[] out) {
    int n = contexts.size();
    int m = y.size();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(n * actions());
      all(contexts, n, all);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          out[i * m + j] = all[i * actions() + action(y, j)];
        }
      }
    }
  }

  @Override
  public final void accumulateCross(Batch contexts, Batch y, double[] weights, Gradient into) {
    int n = contexts.size();
    int m = y.size();
    try (Scratch scratch = Scratch.open()) {
      double[] factors = scratch.doubles(n * actions());
      Arrays.fill(factors, 0, n * actions(), 0);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          factors[i * actions() + action(y, j)] += weights[i * m + j];
        }
      }
      accumulateAll(contexts, n, factors, into);
    }
  }

  final int action(Batch x, int row) {
    float value = x.get(row, 0);
    if (!targets.allows(value)) {
      throw new IllegalArgumentException(
          "the action of row " + row + " is " + value + ", which is not in " + targets);
    }
    return (int) value;
  }

  /** {@code log Σ_k exp(-E_k)} of one row. */
  static double logSum(double[] energies, int at, int actions) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = at; k < at + actions; k++) {
      least = Math.min(least, energies[k]);
    }
    double sum = 0;
    for (int k = at; k < at + actions; k++) {
      sum += Math.exp(least - energies[k]);
    }
    return Math.log(sum) - least;
  }

  /** The energies of actions, given observations. */
  private final class Given implements EnergyFunction, LikelihoodLearnable, Decodable {

    private final Batch contexts;

    Given(Batch contexts) {
      this.contexts = contexts;
    }

    @Override
    public StateSpace space() {
      return targets;
    }

    @Override
    public Parameters parameters() {
      return DiscretePolicy.this.parameters();
    }

    @Override
    public void energies(Batch x, double[] out) {
      try (Scratch scratch = Scratch.open()) {
        double[] all = scratch.doubles(x.size() * actions());
        all(contexts, x.size(), all);
        for (int i = 0; i < x.size(); i++) {
          out[i] = all[i * actions() + action(x, i)];
        }
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      int n = actions();
      try (Scratch scratch = Scratch.open()) {
        double[] factors = scratch.doubles(x.size() * n);
        Arrays.fill(factors, 0, x.size() * n, 0);
        for (int i = 0; i < x.size(); i++) {
          factors[i * n + action(x, i)] = weights[i];
        }
        accumulateAll(contexts, x.size(), factors, into);
      }
    }

    @Override
    public void logPartitions(int rows, double[] out) {
      try (Scratch scratch = Scratch.open()) {
        double[] all = scratch.doubles(rows * actions());
        all(contexts, rows, all);
        for (int i = 0; i < rows; i++) {
          out[i] = logSum(all, i * actions(), actions());
        }
      }
    }

    @Override
    public void accumulateExpectations(double[] weights, Gradient into) {
      int n = actions();
      int rows = Math.min(contexts.size(), weights.length);
      try (Scratch scratch = Scratch.open()) {
        double[] factors = scratch.doubles(rows * n);
        marginals(rows, factors);
        for (int i = 0; i < rows * n; i++) {
          factors[i] *= weights[i / n];
        }
        accumulateAll(contexts, rows, factors, into);
      }
    }

    @Override
    public void accumulateLikelihood(Batch x, double[] weights, double[] out, Gradient into) {
      int n = actions();
      int rows = x.size();
      try (Scratch scratch = Scratch.open()) {
        double[] factors = scratch.doubles(rows * n);
        all(contexts, rows, factors);
        for (int i = 0; i < rows; i++) {
          int chosen = i * n + action(x, i);
          double log = logSum(factors, i * n, n);
          out[i] = factors[chosen] + log;
          for (int k = i * n; k < (i + 1) * n; k++) {
            double probability = Math.exp(-factors[k] - log);
            factors[k] = weights[i] * ((k == chosen ? 1 : 0) - probability);
          }
        }
        accumulateAll(contexts, rows, factors, into);
      }
    }

    @Override
    public void marginals(int rows, double[] out) {
      int n = actions();
      all(contexts, rows, out);
      for (int i = 0; i < rows; i++) {
        double log = logSum(out, i * n, n);
        for (int k = i * n; k < (i + 1) * n; k++) {
          out[k] = Math.exp(-out[k] - log);
        }
      }
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      int n = actions();
      try (Scratch scratch = Scratch.open()) {
        double[] probabilities = scratch.doubles(into.size() * n);
        marginals(into.size(), probabilities);
        for (int i = 0; i < into.size(); i++) {
          double left = random.nextDouble();
          int k = 0;
          while (k < n - 1 && (left -= probabilities[i * n + k]) >= 0) {
            k++;
          }
          into.set(i, 0, k);
        }
      }
    }

    @Override
    public void decode(Batch into, double[] energies) {
      int n = actions();
      try (Scratch scratch = Scratch.open()) {
        double[] all = scratch.doubles(into.size() * n);
        all(contexts, into.size(), all);
        for (int i = 0; i < into.size(); i++) {
          int best = 0;
          for (int k = 1; k < n; k++) {
            best = all[i * n + k] < all[i * n + best] ? k : best;
          }
          into.set(i, 0, best);
          energies[i] = all[i * n + best];
        }
      }
    }
  }
}
