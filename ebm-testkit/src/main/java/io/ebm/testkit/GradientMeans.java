package io.ebm.testkit;

import io.ebm.api.Gradient;

/**
 * Means of gradients over many steps and their standard errors, from the means of parts of the
 * steps, so that chains that live from step to step are allowed for.
 */
final class GradientMeans {

  /** How many parts the steps are cut into. */
  static final int PARTS = 20;

  private final double[] means;
  private final double[] errors;

  private GradientMeans(double[] means, double[] errors) {
    this.means = means;
    this.errors = errors;
  }

  /** The means by parameter, per row. */
  double[] means() {
    return means;
  }

  /** The standard errors of the means. */
  double[] errors() {
    return errors;
  }

  /** What one step adds. */
  @FunctionalInterface
  interface Step {
    void evaluate(Gradient gradient, long step);
  }

  static GradientMeans of(ObjectiveCase test, int steps, Step evaluation) {
    int size = test.learnable().parameters().size();
    double[][] parts = new double[PARTS][size];
    Gradient gradient = test.newGradient();
    int each = Math.max(1, steps / PARTS);
    for (int step = 0; step < PARTS * each; step++) {
      gradient.clear();
      evaluation.evaluate(gradient, step);
      double[] sum = parts[step / each];
      for (int k = 0; k < size; k++) {
        sum[k] += gradient.values()[k] / ((double) each * test.data().size());
      }
    }
    double[] means = new double[size];
    double[] errors = new double[size];
    for (int k = 0; k < size; k++) {
      double squares = 0;
      for (double[] part : parts) {
        means[k] += part[k] / PARTS;
      }
      for (double[] part : parts) {
        squares += (part[k] - means[k]) * (part[k] - means[k]);
      }
      errors[k] = Math.sqrt(squares / (PARTS - 1) / PARTS);
    }
    return new GradientMeans(means, errors);
  }
}
