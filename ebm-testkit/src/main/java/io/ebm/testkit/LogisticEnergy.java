package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Subsampled;
import io.ebm.math.Activation;
import io.ebm.math.Gemm;
import io.ebm.math.Matrices;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/**
 * The posterior of a logistic regression on synthetic observations, with a normal prior of mean 0
 * and deviation 1 on every weight: {@code E(w) = Σ_t log(1 + exp(-y_t x_t · w)) + |w|² / 2}. Single
 * precision; immutable.
 */
public final class LogisticEnergy implements EnergyFunction, Differentiable, Subsampled {

  private final int terms;
  private final int dim;
  private final float[] signed; // rows -y_t x_t
  private final float[] columns; // the same, a row a covariate

  /**
   * Draws observations: the first covariate is 1, the others are normal, each correlated with the
   * one before; labels follow weights drawn from {@code N(0, 1/4)}.
   *
   * @param terms observations, at least 1
   * @param dim covariates, the constant one among them
   */
  public LogisticEnergy(int terms, int dim, long seed) {
    this.terms = terms;
    this.dim = dim;
    signed = new float[terms * dim];
    RandomStream random = RandomStream.of(seed);
    double[] truth = new double[dim];
    for (int j = 0; j < dim; j++) {
      truth[j] = 0.5 * random.nextGaussian();
    }
    for (int t = 0; t < terms; t++) {
      double logit = 0;
      for (int j = 0; j < dim; j++) {
        double before = j > 1 ? signed[t * dim + j - 1] : 0;
        double value = j == 0 ? 1 : 0.6 * before + 0.8 * random.nextGaussian();
        signed[t * dim + j] = (float) value;
        logit += truth[j] * value;
      }
      boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      for (int j = 0; positive && j < dim; j++) {
        signed[t * dim + j] = -signed[t * dim + j];
      }
    }
    columns = new float[signed.length];
    Matrices.transpose(terms, dim, signed, 0, dim, columns, 0, terms);
  }

  /** The covariates of every observation times minus its label (1 or -1), row by row. */
  public float[] signedCovariates() {
    return signed.clone();
  }

  @Override
  public int terms() {
    return terms;
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(dim);
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      float[] losses = scratch.floats(x.size() * terms);
      float[] slopes = scratch.floats(x.size() * terms);
      losses(x, losses, slopes, out);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      float[] losses = scratch.floats(x.size() * terms);
      float[] slopes = scratch.floats(x.size() * terms);
      losses(x, losses, slopes, energies);
      out.copyFrom(x);
      Gemm.nn(
          x.size(),
          dim,
          terms,
          slopes,
          0,
          terms,
          signed,
          0,
          dim,
          out.array(),
          out.offset(),
          dim,
          true);
    }
  }

  private void losses(Batch x, float[] losses, float[] slopes, double[] out) {
    int n = x.size();
    Gemm.nn(n, terms, dim, x.array(), x.offset(), dim, columns, 0, terms, losses, 0, terms, false);
    Activation.SOFTPLUS.apply(n * terms, losses, 0, losses, 0, slopes, 0, null, 0);
    for (int r = 0; r < n; r++) {
      out[r] =
          Vectors.sum(terms, losses, r * terms)
              + 0.5 * Vectors.sumOfSquares(dim, x.array(), x.offset(r));
    }
  }

  @Override
  public void gradients(Batch x, int[] chosen, int count, Batch out) {
    float scale = (float) ((double) terms / count);
    out.copyFrom(x);
    for (int r = 0; r < x.size(); r++) {
      for (int t = 0; t < count; t++) {
        int at = chosen[t] * dim;
        double logit = Vectors.dot(dim, x.array(), x.offset(r), signed, at);
        float slope = (float) (scale / (1 + Math.exp(-logit)));
        Vectors.axpy(dim, slope, signed, at, out.array(), out.offset(r));
      }
    }
  }
}
