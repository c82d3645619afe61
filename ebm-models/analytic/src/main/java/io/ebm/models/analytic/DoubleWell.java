package io.ebm.models.analytic;

import io.ebm.api.RandomStream;

/**
 * {@code E(x) = B ((x₀/a)² - 1)² + t x₀/a + ½ Σ_{k≥1} x_k²}: two wells at about {@code ±a} with a
 * barrier of height B between them, deeper on one side by {@code 2t}.
 */
final class DoubleWell extends SolvedEnergy {

  private final double barrier;
  private final double tilt;
  private final double width;
  private final LineLaw law;

  DoubleWell(int dim, double barrier, double tilt, double width) {
    super(dim);
    this.barrier = barrier;
    this.tilt = tilt;
    this.width = width;
    // From ±u on, (u² - 1)² B ≥ u⁴B/2 - B, so that all beyond is below exp(-700) of the peak.
    double reach = width * (2 + Math.pow((1500 + 4 * Math.abs(tilt)) / barrier + 4, 0.25));
    law = new LineLaw(x -> well(x / width), -reach, reach);
  }

  private double well(double u) {
    return barrier * (u * u - 1) * (u * u - 1) + tilt * u;
  }

  @Override
  double energy(double[] x, double[] slope) {
    double u = x[0] / width;
    slope[0] = (4 * barrier * u * (u * u - 1) + tilt) / width;
    double energy = well(u);
    for (int k = 1; k < dim(); k++) {
      slope[k] = x[k];
      energy += 0.5 * x[k] * x[k];
    }
    return energy;
  }

  @Override
  double logPartition() {
    return law.logPartition() + 0.5 * (dim() - 1) * Math.log(2 * Math.PI);
  }

  @Override
  void draw(double[] x, RandomStream random) {
    x[0] = law.quantile(random.nextDouble());
    for (int k = 1; k < dim(); k++) {
      x[k] = random.nextGaussian();
    }
  }

  @Override
  public void means(double[] out) {
    java.util.Arrays.fill(out, 0, dim(), 0);
    out[0] = law.mean();
  }

  @Override
  public void variances(double[] out) {
    java.util.Arrays.fill(out, 0, dim(), 1);
    out[0] = law.variance();
  }
}
