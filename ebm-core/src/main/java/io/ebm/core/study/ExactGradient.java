package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.StateSpace;
import io.ebm.core.UserException;
import java.util.Arrays;

/** The gradient of the negative log-likelihood of an energy whose states can all be listed. */
final class ExactGradient {

  private static final long MOST_STATES = 1 << 16;
  private static final int TILE = 64;

  private ExactGradient() {}

  /**
   * Computes {@code 1/n Σ_i ∇θ E(x_i) - E_p[∇θ E]}, from all states.
   *
   * @throws UserException if the states cannot be listed
   */
  static double[] of(EnergyFunction energy, Batch data) {
    StateSpace space = energy.space();
    double count = space.levels() == 0 ? Double.NaN : Math.pow(space.levels(), space.dim());
    if (!(count <= MOST_STATES)) {
      throw new UserException(
          "energy: its states cannot be listed: a study of gradients needs discrete states, at most "
              + MOST_STATES
              + " of them, and these are "
              + space);
    }
    int states = (int) count;
    int dim = space.dim();
    Batch tile = Batch.allocate(TILE, dim);
    double[] energies = new double[states];
    double[] some = new double[TILE];
    double least = Double.POSITIVE_INFINITY;
    for (int from = 0; from < states; from += TILE) {
      int rows = Math.min(TILE, states - from);
      write(space, from, rows, tile);
      energy.energies(tile.slice(0, rows), some);
      System.arraycopy(some, 0, energies, from, rows);
      for (int i = 0; i < rows; i++) {
        least = Math.min(least, some[i]);
      }
    }
    double sum = 0;
    for (double e : energies) {
      sum += Math.exp(least - e);
    }
    Learnable learnable = energy.as(Learnable.class).orElseThrow();
    double[] result = new double[learnable.parameters().size()];
    Gradient gradient = learnable.parameters().newGradient();
    for (int from = 0; from < states; from += TILE) {
      int rows = Math.min(TILE, states - from);
      write(space, from, rows, tile);
      for (int i = 0; i < rows; i++) {
        some[i] = -Math.exp(least - energies[from + i]) / sum;
      }
      gradient.clear();
      learnable.accumulate(tile.slice(0, rows), some, gradient);
      add(gradient, result);
    }
    double[] weights = new double[data.size()];
    Arrays.fill(weights, 1.0 / data.size());
    gradient.clear();
    learnable.accumulate(data, weights, gradient);
    add(gradient, result);
    return result;
  }

  private static void add(Gradient gradient, double[] into) {
    for (int k = 0; k < into.length; k++) {
      into[k] += gradient.values()[k];
    }
  }

  /** Writes the states of those numbers, the first unit counting fastest. */
  private static void write(StateSpace space, int from, int rows, Batch into) {
    for (int i = 0; i < rows; i++) {
      int rest = from + i;
      for (int j = 0; j < space.dim(); j++) {
        int level = rest % space.levels();
        rest /= space.levels();
        into.set(i, j, space instanceof StateSpace.Spin ? 2 * level - 1 : level);
      }
    }
  }
}
