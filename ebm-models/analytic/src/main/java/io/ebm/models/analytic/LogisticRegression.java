package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.Subsampled;
import io.ebm.math.Elementwise;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * The posterior of logistic regression, as an energy over its coefficients θ:
 *
 * <pre>{@code E(θ) = Σ_n softplus(-s_n θᵀx_n) + |θ|²/2σ²}</pre>
 *
 * with {@code s_n = ±1} the label of example n. Rows of coefficients are multiplied with all
 * examples at once. Immutable.
 */
final class LogisticRegression implements EnergyFunction, Differentiable, Subsampled {

  private static final int TILE = 64;

  private final StateSpace space;
  private final float[] signed;
  private final int examples;
  private final double priorSd;

  /**
   * @param signed the examples, each times its label, as {@code examples × dim}
   */
  LogisticRegression(float[] signed, int dim, double priorSd) {
    this.space = StateSpace.real(dim);
    this.signed = signed;
    this.examples = signed.length / dim;
    this.priorSd = priorSd;
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public void energies(Batch x, double[] out) {
    compute(x, out, null);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    compute(x, energies, out);
  }

  @Override
  public int terms() {
    return examples;
  }

  @Override
  public void gradients(Batch x, int[] chosen, int count, Batch out) {
    int dim = space.dim();
    float prior = (float) (1 / (priorSd * priorSd));
    float scale = (float) examples / count;
    for (int i = 0; i < x.size(); i++) {
      int at = out.offset(i);
      Vectors.scale(dim, prior, x.array(), x.offset(i), out.array(), at);
      for (int t = 0; t < count; t++) {
        double margin = Vectors.dot(dim, x.array(), x.offset(i), signed, chosen[t] * dim);
        float slope = (float) (-scale / (1 + Math.exp(margin)));
        Vectors.axpy(dim, slope, signed, chosen[t] * dim, out.array(), at);
      }
    }
  }

  private void compute(Batch x, double[] out, @Nullable Batch slopes) {
    int dim = space.dim();
    try (Scratch scratch = Scratch.open()) {
      int tile = Math.min(TILE, x.size());
      float[] margins = scratch.floats(tile * examples);
      float[] losses = scratch.floats(tile * examples);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int count = rows * examples;
        Gemm.nt(
            rows,
            examples,
            dim,
            x.array(),
            x.offset(from),
            dim,
            signed,
            0,
            dim,
            margins,
            0,
            examples,
            false);
        Vectors.scale(count, -1, margins, 0, margins, 0);
        Elementwise.softplusAndDerivative(count, margins, 0, losses, 0, margins, 0);
        for (int i = 0; i < rows; i++) {
          out[from + i] =
              Vectors.sum(examples, losses, i * examples)
                  + Vectors.sumOfSquares(dim, x.array(), x.offset(from + i))
                      / (2 * priorSd * priorSd);
        }
        if (slopes != null) {
          int at = slopes.offset(from);
          float prior = (float) (1 / (priorSd * priorSd));
          Vectors.scale(count, -1, margins, 0, margins, 0);
          Vectors.scale(rows * dim, prior, x.array(), x.offset(from), slopes.array(), at);
          Gemm.nn(
              rows,
              dim,
              examples,
              margins,
              0,
              examples,
              signed,
              0,
              dim,
              slopes.array(),
              at,
              dim,
              true);
        }
      }
    }
  }
}
