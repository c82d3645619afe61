package org.example.studentt;

import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactDraws;
import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * Independent Student t variables with ν degrees of freedom:
 *
 * <pre>{@code
 * E(x) = Σ_j (ν + 1)/2 · log(1 + t_j²/ν),   t_j = (x_j - μ_j) / s_j
 * log Z = Σ_j [log s_j + log Γ(ν/2) - log Γ((ν + 1)/2) + ½ log(νπ)]
 * }</pre>
 *
 * Parameters: {@code location} μ and {@code log-scale} log s, both of the data's dimension.
 */
final class StudentT implements EnergyFunction, Differentiable, Learnable, Tractable, ExactDraws, ExactExpectations {

  private final int degrees;
  private final StateSpace space;
  private final Parameters parameters;
  private final int dim;

  StudentT(int degrees, StateSpace space) {
    this.degrees = degrees;
    this.space = space;
    this.dim = space.dim();
    this.parameters =
        Parameters.builder().add("location", dim).add("log-scale", dim).build();
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  double location(int j) {
    return parameters.values()[j];
  }

  double scale(int j) {
    return Math.exp(parameters.values()[dim + j]);
  }

  /** The density of a coordinate at a place. */
  double density(int j, double x) {
    return new TDistribution(degrees).density((x - location(j)) / scale(j)) / scale(j);
  }

  /** Where a share of a coordinate's mass lies below. */
  double quantile(int j, double share) {
    return location(j)
        + scale(j) * new TDistribution(degrees).inverseCumulativeProbability(share);
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      double sum = 0;
      for (int j = 0; j < dim; j++) {
        double t = (x.get(i, j) - parameters.values()[j]) / scale(j);
        sum += Math.log1p(t * t / degrees);
      }
      out[i] = (degrees + 1) / 2.0 * sum;
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energies(x, energies);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        double s = scale(j);
        double t = (x.get(i, j) - parameters.values()[j]) / s;
        out.set(i, j, (float) ((degrees + 1) * t / (degrees + t * t) / s));
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        double s = scale(j);
        double t = (x.get(i, j) - parameters.values()[j]) / s;
        double slope = weights[i] * (degrees + 1) * t / (degrees + t * t);
        into.values()[j] -= (float) (slope / s);
        into.values()[dim + j] -= (float) (slope * t);
      }
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    double logZ =
        dim
            * (Gamma.logGamma(degrees / 2.0)
                - Gamma.logGamma((degrees + 1) / 2.0)
                + 0.5 * Math.log(degrees * Math.PI));
    for (int j = 0; j < dim; j++) {
      logZ += parameters.values()[dim + j];
    }
    Arrays.fill(out, 0, rows, logZ);
  }

  @Override
  public void accumulateExpectations(double[] weights, Gradient into) {
    for (int j = 0; j < dim; j++) {
      into.values()[dim + j] -= (float) weights[0]; // E[∂E/∂θ] = -∂ log Z/∂θ
    }
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    for (int i = 0; i < into.size(); i++) {
      for (int j = 0; j < dim; j++) {
        double squares = 0;
        for (int k = 0; k < degrees; k++) {
          double g = random.nextGaussian();
          squares += g * g;
        }
        double t = random.nextGaussian() / Math.sqrt(squares / degrees);
        into.set(i, j, (float) (parameters.values()[j] + scale(j) * t));
      }
    }
  }
}
