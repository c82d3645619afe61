package io.ebm.models.analytic;

import io.ebm.api.RandomStream;
import java.util.Arrays;

/**
 * Neal's funnel (2003, section 8): {@code x₀ ~ N(0, s²)}, and given it all others {@code N(0,
 * exp(x₀))}: {@code E(x) = x₀²/2s² + ½ (n - 1) x₀ + ½ exp(-x₀) Σ_{k≥1} x_k²}.
 */
final class Funnel extends SolvedEnergy {

  private final double sd;

  Funnel(int dim, double sd) {
    super(dim);
    this.sd = sd;
  }

  @Override
  double energy(double[] x, double[] slope) {
    double precision = Math.exp(-x[0]);
    double squares = 0;
    for (int k = 1; k < dim(); k++) {
      squares += x[k] * x[k];
      slope[k] = precision * x[k];
    }
    double half = 0.5 * (dim() - 1);
    slope[0] = x[0] / (sd * sd) + half - 0.5 * precision * squares;
    return 0.5 * x[0] * x[0] / (sd * sd) + half * x[0] + 0.5 * precision * squares;
  }

  @Override
  double logPartition() {
    return 0.5 * dim() * Math.log(2 * Math.PI) + Math.log(sd);
  }

  @Override
  void draw(double[] x, RandomStream random) {
    x[0] = sd * random.nextGaussian();
    for (int k = 1; k < dim(); k++) {
      x[k] = Math.exp(0.5 * x[0]) * random.nextGaussian();
    }
  }

  @Override
  public void means(double[] out) {
    Arrays.fill(out, 0, dim(), 0);
  }

  @Override
  public void variances(double[] out) {
    Arrays.fill(out, 0, dim(), Math.exp(0.5 * sd * sd));
    out[0] = sd * sd;
  }
}
