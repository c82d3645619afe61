package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Noise;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Residual;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;

/**
 * A normal density that a quadratic form of the same centre corrects, so that its law is normal too:
 * {@code E(x) = -log q(x) + ½ (x - μ)ᵀ P (x - μ)}. Its parameters are those of the correction.
 * Thread-safe while nobody writes them.
 */
public final class CorrectedGaussian implements EnergyFunction, Residual, Learnable, Differentiable {

  private final GaussianEnergy normal;
  private final GaussianEnergy correction;
  private final double logPartition; // of the base
  private final Noise.Density base;

  /**
   * Creates the energy.
   *
   * @param mean μ
   * @param precision of the base q
   * @param correction P; the sum of both is positive definite
   */
  public CorrectedGaussian(double[] mean, double[][] precision, double[][] correction) {
    this.normal = new GaussianEnergy(mean, precision);
    this.correction = new GaussianEnergy(mean, correction);
    this.logPartition = logPartition(normal);
    this.base =
        new Noise.Density() {
          @Override
          public void sample(Batch into, RandomStream random) {
            normal.sample(into, random);
          }

          @Override
          public void logDensities(Batch x, double[] out) {
            normal.energies(x, out);
            for (int i = 0; i < x.size(); i++) {
              out[i] = -out[i] - logPartition;
            }
          }
        };
  }

  private static double logPartition(GaussianEnergy energy) {
    double[] one = new double[1];
    energy.logPartitions(1, one);
    return one[0];
  }

  /** Its law, at the parameters as they are. */
  public GaussianEnergy law() {
    double[][] sum = normal.precision();
    double[][] more = correction.precision();
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += more[i][j];
      }
    }
    return new GaussianEnergy(normal.mean(), sum);
  }

  /** Its log Z, at the parameters that it was made with. */
  public double logPartition() {
    return logPartition(law()) - logPartition;
  }

  @Override
  public StateSpace space() {
    return normal.space();
  }

  @Override
  public Noise.Density base() {
    return base;
  }

  @Override
  public EnergyFunction correction() {
    return correction;
  }

  @Override
  public Parameters parameters() {
    return correction.parameters();
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      double[] own = scratch.doubles(x.size());
      normal.energies(x, own);
      correction.energies(x, out);
      for (int i = 0; i < x.size(); i++) {
        out[i] += own[i] + logPartition;
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    Batch own = Batch.allocate(x.size(), x.dim());
    normal.gradients(x, energies, own);
    correction.gradients(x, energies, out);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.dim(); j++) {
        out.set(i, j, out.get(i, j) + own.get(i, j));
      }
    }
    energies(x, energies);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    correction.accumulate(x, weights, into);
  }
}
