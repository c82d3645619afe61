package io.ebm.models.analytic;

import io.ebm.api.RandomStream;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/** {@code E(x) = (|x| - r)² / 2w²}: a circle of radius r, or a sphere, with a soft wall. */
final class Ring extends SolvedEnergy {

  private final double radius;
  private final double width;
  private final LineLaw law;

  Ring(int dim, double radius, double width) {
    super(dim);
    this.radius = radius;
    this.width = width;
    double low = Math.max(0, radius - 39 * width);
    // The logarithm of the distance, so that the integrand vanishes at both ends.
    law =
        new LineLaw(
            t -> {
              double off = (Math.exp(t) - radius) / width;
              return 0.5 * off * off - dim * t;
            },
            Math.log(Math.max(low, 1e-16 * (radius + width))),
            Math.log(radius + (39 + dim) * width));
  }

  @Override
  double energy(double[] x, double[] slope) {
    double distance = 0;
    for (int k = 0; k < dim(); k++) {
      distance += x[k] * x[k];
    }
    distance = Math.sqrt(distance);
    double off = (distance - radius) / width;
    for (int k = 0; k < dim(); k++) {
      slope[k] = distance == 0 ? 0 : off / width * x[k] / distance;
    }
    return 0.5 * off * off;
  }

  @Override
  double logPartition() {
    double sphere = Math.log(2) + 0.5 * dim() * Math.log(Math.PI) - Gamma.logGamma(0.5 * dim());
    return sphere + law.logPartition();
  }

  @Override
  void draw(double[] x, RandomStream random) {
    double squares = 0;
    for (int k = 0; k < dim(); k++) {
      x[k] = random.nextGaussian();
      squares += x[k] * x[k];
    }
    double factor = Math.exp(law.quantile(random.nextDouble())) / Math.sqrt(squares);
    for (int k = 0; k < dim(); k++) {
      x[k] *= factor;
    }
  }

  @Override
  public void means(double[] out) {
    Arrays.fill(out, 0, dim(), 0);
  }
}
