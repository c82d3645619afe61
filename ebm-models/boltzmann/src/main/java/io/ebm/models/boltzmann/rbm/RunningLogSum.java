package io.ebm.models.boltzmann.rbm;

/** {@code log Σ exp(x)} of numbers that come one after the other. */
final class RunningLogSum {

  private double greatest = Double.NEGATIVE_INFINITY;
  private double sum;

  void add(int n, double[] logs) {
    double max = greatest;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, logs[i]);
    }
    if (max > greatest) {
      sum *= Math.exp(greatest - max);
      greatest = max;
    }
    double part = 0;
    for (int i = 0; i < n; i++) {
      part += Math.exp(logs[i] - greatest);
    }
    sum += part;
  }

  double value() {
    return greatest + Math.log(sum);
  }
}
