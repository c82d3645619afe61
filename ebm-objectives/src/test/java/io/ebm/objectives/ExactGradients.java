package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ObjectiveCase;

/** Expected gradients of objectives on a Gaussian of two coordinates, by formula. */
final class ExactGradients {

  private ExactGradients() {}

  /**
   * Of a Gaussian of precision P and mean μ, with noise of σ = ½: given {@code x̃} the model is
   * normal of covariance {@code C = (P + I/σ²)⁻¹} and mean {@code C (Pμ + x̃/σ²)}; over the noise
   * of {@code x̃} its samples have the mean {@code C (Pμ + x/σ²)} and the covariance {@code C +
   * C²/σ²}. The derivatives of the energy are quadratic, so that points of those moments will do.
   */
  static Gradient recovery(ObjectiveCase test) {
    GaussianEnergy energy = (GaussianEnergy) test.energy();
    double[][] p = energy.precision();
    double[] mean = energy.mean();
    double[][] c = inverse(p[0][0] + 4, p[0][1], p[1][1] + 4);
    double[][] spread = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        spread[i][j] = c[i][j] + 4 * (c[i][0] * c[0][j] + c[i][1] * c[1][j]);
      }
    }
    double a = Math.sqrt(spread[0][0]);
    double[][] root = {{a, 0}, {spread[0][1] / a, 0}};
    root[1][1] = Math.sqrt(spread[1][1] - root[1][0] * root[1][0]);
    Gradient exact = energy.parameters().newGradient();
    double[] one = {1};
    double[] share = {-0.25};
    Batch point = Batch.allocate(1, 2);
    for (int row = 0; row < test.data().size(); row++) {
      energy.accumulate(test.data().slice(row, row + 1), one, exact);
      for (int k = 0; k < 4; k++) {
        double sign = k < 2 ? Math.sqrt(2) : -Math.sqrt(2);
        for (int i = 0; i < 2; i++) {
          double centre = 0;
          for (int j = 0; j < 2; j++) {
            double pull = p[j][0] * mean[0] + p[j][1] * mean[1] + 4 * test.data().get(row, j);
            centre += c[i][j] * pull;
          }
          point.set(0, i, (float) (centre + sign * root[i][k % 2]));
        }
        energy.accumulate(point, share, exact);
      }
    }
    return exact;
  }

  private static double[][] inverse(double a, double b, double d) {
    double determinant = a * d - b * b;
    return new double[][] {
      {d / determinant, -b / determinant}, {-b / determinant, a / determinant}
    };
  }

  /**
   * Of the squared energy where the second coordinate is normal given the first. The square's
   * derivatives are of the fourth degree, for which three points of Gauss and Hermite will do.
   */
  static Gradient latentMagnitude(ObjectiveCase test) {
    GaussianEnergy energy = (GaussianEnergy) test.energy();
    double[][] p = energy.precision();
    double[] mean = energy.mean();
    double[] places = {0, Math.sqrt(3), -Math.sqrt(3)};
    double[] shares = {2.0 / 3, 1.0 / 6, 1.0 / 6};
    Gradient exact = energy.parameters().newGradient();
    Batch point = Batch.allocate(1, 2);
    double[] value = new double[1];
    for (int row = 0; row < test.data().size(); row++) {
      double x = test.data().get(row, 0);
      double centre = mean[1] - p[1][0] / p[1][1] * (x - mean[0]);
      for (int k = 0; k < places.length; k++) {
        point.set(0, 0, (float) x);
        point.set(0, 1, (float) (centre + places[k] / Math.sqrt(p[1][1])));
        energy.energies(point, value);
        energy.accumulate(point, new double[] {shares[k] * 2 * value[0]}, exact);
      }
    }
    return exact;
  }
}
