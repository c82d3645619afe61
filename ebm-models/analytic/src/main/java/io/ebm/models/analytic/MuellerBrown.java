package io.ebm.models.analytic;

/**
 * The potential of Müller and Brown (1979) by a temperature: four Gaussian hills and valleys of the
 * plane with three minima, the standard test of paths between states.
 */
final class MuellerBrown extends RowEnergy {

  private static final double[] A = {-200, -100, -170, 15};
  private static final double[] ALPHA = {-1, -1, -6.5, 0.7};
  private static final double[] BETA = {0, 0, 11, 0.6};
  private static final double[] GAMMA = {-10, -10, -6.5, 0.7};
  private static final double[] X = {1, 0, -0.5, -1};
  private static final double[] Y = {0, 0.5, 1.5, 1};

  private final double temperature;

  MuellerBrown(double temperature) {
    super(2);
    this.temperature = temperature;
  }

  @Override
  double energy(double[] x, double[] slope) {
    double energy = 0;
    slope[0] = 0;
    slope[1] = 0;
    for (int i = 0; i < A.length; i++) {
      double dx = x[0] - X[i];
      double dy = x[1] - Y[i];
      double hill =
          A[i]
              * Math.exp(ALPHA[i] * dx * dx + BETA[i] * dx * dy + GAMMA[i] * dy * dy)
              / temperature;
      energy += hill;
      slope[0] += hill * (2 * ALPHA[i] * dx + BETA[i] * dy);
      slope[1] += hill * (BETA[i] * dx + 2 * GAMMA[i] * dy);
    }
    return energy;
  }
}
