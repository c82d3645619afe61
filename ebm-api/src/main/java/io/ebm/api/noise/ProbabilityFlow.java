package io.ebm.api.noise;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * The flow along which states of the law blurred turn into less or more blurred ones, and the
 * density that it gives them (Chen et al. 2018, "Neural ordinary differential equations", theorem
 * 1; Song et al. 2021, section 4.3). In states that are not shrunk, by the noise level:
 *
 * <pre>{@code
 * dx/dσ = (x - D(x; σ)) / σ
 * d log p_σ(x)/dσ = -(dim - tr ∂D/∂x) / σ
 * }</pre>
 *
 * From a state at the least level to the greatest, where the law is taken for normal with deviation
 * {@code σ_max}. It says what the flow's density is, which is that of the data where {@code D} is
 * right, and is no statement on an energy. Thread-safe.
 *
 * @param order 1 by Euler's steps, 2 by Heun's, 4 by the classical method of Runge and Kutta
 * @param probes random vectors to estimate the trace by (Hutchinson 1990); 0 for the exact trace,
 *     at the cost of {@code dim} products a step
 */
public record ProbabilityFlow(Denoiser denoiser, int order, int probes) {

  /** Checks the values. */
  public ProbabilityFlow {
    if ((order != 1 && order != 2 && order != 4) || probes < 0) {
      throw new IllegalArgumentException("order " + order + ", " + probes + " probes");
    }
  }

  /**
   * Computes the log-density of states at the least level.
   *
   * @param x {@code n} rows; not written
   * @param levels noise levels that rise or fall, at least 2
   * @param random the stream of the probes, which are the same for every row
   * @param out receives {@code n} log-densities, in nats
   */
  public void logDensities(Batch x, double[] levels, RandomStream random, double[] out) {
    int n = x.size();
    int dim = x.dim();
    boolean rising = levels[0] < levels[levels.length - 1];
    try (Scratch scratch = Scratch.open()) {
      Batch state = batch(scratch, n, dim);
      state.copyFrom(x);
      double[] sums = scratch.doubles(n);
      Arrays.fill(sums, 0, n, 0);
      double[] weights = WEIGHTS[order];
      Stage[] stages = new Stage[weights.length];
      Arrays.setAll(stages, k -> new Stage(scratch, n, dim, random));
      Batch probe = batch(scratch, n, dim);
      for (int k = 0; k + 1 < levels.length; k++) {
        double from = levels[rising ? k : levels.length - 1 - k];
        double by = levels[rising ? k + 1 : levels.length - 2 - k] - from;
        stages[0].at(state, from);
        for (int s = 1; s < stages.length; s++) {
          double part = PLACES[order][s];
          probe.copyFrom(state);
          stages[s - 1].move(probe, part * by);
          stages[s].at(probe, from + part * by);
        }
        for (int s = 0; s < stages.length; s++) {
          stages[s].move(state, weights[s] * by);
          for (int i = 0; i < n; i++) {
            sums[i] += weights[s] * by * stages[s].divergences[i];
          }
        }
      }
      double last = levels[rising ? levels.length - 1 : 0];
      double constant = dim * (Math.log(last) + 0.5 * Math.log(2 * Math.PI));
      for (int i = 0; i < n; i++) {
        double squares = 0;
        for (int j = 0; j < dim; j++) {
          squares += (double) state.get(i, j) * state.get(i, j);
        }
        out[i] = sums[i] - constant - squares / (2 * last * last);
      }
    }
  }

  private static Batch batch(Scratch scratch, int n, int dim) {
    return Batch.of(scratch.floats(n * dim), 0, n, dim);
  }

  /** Where each stage lies, as a part of the step; it starts from the stage before it. */
  private static final double[][] PLACES = {{}, {0}, {0, 1}, {}, {0, 0.5, 0.5, 1}};

  private static final double[][] WEIGHTS = {
    {}, {1}, {0.5, 0.5}, {}, {1 / 6., 1 / 3., 1 / 3., 1 / 6.}
  };

  /** The flow's slope and its divergence at some states. */
  private final class Stage {
    private final Batch slopes;
    private final Batch direction;
    private final Batch products;
    private final double[] sigmas;
    private final double[] divergences;
    private final RandomStream random;

    Stage(Scratch scratch, int n, int dim, RandomStream random) {
      slopes = batch(scratch, n, dim);
      direction = batch(scratch, n, dim);
      products = batch(scratch, n, dim);
      sigmas = scratch.doubles(n);
      divergences = scratch.doubles(n);
      this.random = random;
    }

    void at(Batch x, double sigma) {
      int n = x.size();
      int dim = x.dim();
      Arrays.fill(sigmas, 0, n, sigma);
      Arrays.fill(divergences, 0, n, 0);
      int vectors = probes == 0 ? dim : probes;
      for (int k = 0; k < vectors; k++) {
        direct(k, n, dim);
        denoiser.denoise(x, sigmas, slopes, direction, products);
        for (int i = 0; i < n; i++) {
          double trace = 0;
          for (int j = 0; j < dim; j++) {
            trace += (double) direction.get(i, j) * products.get(i, j);
          }
          divergences[i] += probes == 0 ? trace : trace / probes;
        }
      }
      for (int i = 0; i < n; i++) {
        divergences[i] = (dim - divergences[i]) / sigma;
        for (int j = 0; j < dim; j++) {
          slopes.set(i, j, (float) ((x.get(i, j) - slopes.get(i, j)) / sigma));
        }
      }
    }

    /** Adds a multiple of the slope. */
    void move(Batch state, double by) {
      for (int i = 0; i < state.size(); i++) {
        for (int j = 0; j < state.dim(); j++) {
          state.set(i, j, (float) (state.get(i, j) + by * slopes.get(i, j)));
        }
      }
    }

    /** A unit vector, or one of signs. */
    private void direct(int k, int n, int dim) {
      RandomStream signs = random.split(k);
      for (int j = 0; j < dim; j++) {
        float value = probes == 0 ? (j == k ? 1 : 0) : (signs.nextBoolean() ? 1 : -1);
        for (int i = 0; i < n; i++) {
          direction.set(i, j, value);
        }
      }
    }
  }
}
