package io.ebm.samplers.langevin;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.api.Subsampled;

/**
 * The posterior of a mean given observations of variance {@code 1 / weight} and a flat prior:
 * {@code E(x) = weight Σ_t (x - y_t)² / 2}, in one dimension; the observations are its parameters.
 */
final class Observations implements EnergyFunction, Differentiable, Learnable, Subsampled {

  private final Parameters parameters;
  private final double weight;

  Observations(double weight, double... values) {
    this.weight = weight;
    parameters = Parameters.builder().add("observations", values.length).build();
    for (int t = 0; t < values.length; t++) {
      parameters.values()[t] = (float) values[t];
    }
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(1);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int terms() {
    return parameters.size();
  }

  double precision() {
    return weight * terms();
  }

  double mean() {
    double sum = 0;
    for (float value : parameters.values()) {
      sum += value;
    }
    return sum / terms();
  }

  /** The variance of a gradient estimated from so many terms. */
  double estimateVariance(int batch) {
    double mean = mean();
    double sum = 0;
    for (float value : parameters.values()) {
      sum += (value - mean) * (value - mean);
    }
    return weight * weight * terms() * sum / batch;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = 0;
      for (float value : parameters.values()) {
        double rest = x.get(i, 0) - value;
        out[i] += weight * rest * rest / 2;
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energies(x, energies);
    for (int i = 0; i < x.size(); i++) {
      out.set(i, 0, (float) (precision() * (x.get(i, 0) - mean())));
    }
  }

  @Override
  public void gradients(Batch x, int[] chosen, int count, Batch out) {
    for (int i = 0; i < x.size(); i++) {
      double sum = 0;
      for (int t = 0; t < count; t++) {
        sum += weight * (x.get(i, 0) - parameters.values()[chosen[t]]);
      }
      out.set(i, 0, (float) (sum * terms() / count));
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      for (int t = 0; t < terms(); t++) {
        double rest = x.get(i, 0) - parameters.values()[t];
        into.values()[t] -= (float) (weights[i] * weight * rest);
      }
    }
  }
}
