package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.NoiseConditioned;
import java.util.function.IntToDoubleFunction;

/**
 * Independent normal coordinates that know themselves blurred, exactly: {@code E_σ(x) = Σ_j (x_j -
 * μ_j)² / 2 (v_j + σ²)}. Its parameters are {@code mean} [dim] and {@code variance} [dim], which
 * may be written at any time. A target for samplers that go from noise to data.
 */
public final class NoisyGaussian implements ScoreLearnable, NoiseConditioned, Denoiser {

  private final int dim;
  private final Parameters parameters;
  private final IntToDoubleFunction sigmas;

  /**
   * An energy.
   *
   * @param variances positive, as many as means
   */
  public NoisyGaussian(double[] mean, double[] variances) {
    this(
        mean.length,
        Parameters.builder().add("mean", mean.length).add("variance", mean.length).build(),
        row -> 0);
    for (int j = 0; j < dim; j++) {
      parameters.values()[j] = (float) mean[j];
      parameters.values()[dim + j] = (float) variances[j];
    }
  }

  private NoisyGaussian(int dim, Parameters parameters, IntToDoubleFunction sigmas) {
    this.dim = dim;
    this.parameters = parameters;
    this.sigmas = sigmas;
  }

  /** The law without noise. */
  public GaussianEnergy law() {
    double[] mean = new double[dim];
    double[][] covariance = new double[dim][dim];
    for (int j = 0; j < dim; j++) {
      mean[j] = parameters.values()[j];
      covariance[j][j] = parameters.values()[dim + j];
    }
    return GaussianEnergy.ofCovariance(mean, covariance);
  }

  /** It and its law, for a sampler that ends where there is next to no noise. */
  public SamplerTarget target() {
    return SamplerTarget.of(this, law());
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(dim);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public EnergyFunction atNoise(double sigma) {
    return new NoisyGaussian(dim, parameters, row -> sigma);
  }

  @Override
  public EnergyFunction atNoise(double[] levels) {
    return new NoisyGaussian(dim, parameters, row -> levels[row]);
  }

  private double away(Batch x, int row, int j) {
    return x.get(row, j) - parameters.values()[j];
  }

  private double variance(int row, int j) {
    double sigma = sigmas.applyAsDouble(row);
    return parameters.values()[dim + j] + sigma * sigma;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = 0;
      for (int j = 0; j < dim; j++) {
        out[i] += away(x, i, j) * away(x, i, j) / (2 * variance(i, j));
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energies(x, energies);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        out.set(i, j, (float) (away(x, i, j) / variance(i, j)));
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        double slope = away(x, i, j) / variance(i, j);
        into.values()[j] -= (float) (weights[i] * slope);
        into.values()[dim + j] -= (float) (weights[i] * slope * slope / 2);
      }
    }
  }

  @Override
  public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        double factor = weights[i] * v.get(i, j) / variance(i, j);
        into.values()[j] -= (float) factor;
        into.values()[dim + j] -= (float) (factor * away(x, i, j) / variance(i, j));
      }
    }
  }

  @Override
  public void denoise(Batch x, double[] levels, Batch out) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        double kept = kept(levels[i], j);
        out.set(i, j, (float) (x.get(i, j) - (1 - kept) * away(x, i, j)));
      }
    }
  }

  /** The part of a distance from the mean that is not noise. */
  private double kept(double sigma, int j) {
    double own = parameters.values()[dim + j];
    return own / (own + sigma * sigma);
  }

  @Override
  public void denoise(Batch x, double[] levels, Batch out, Batch v, Batch products) {
    denoise(x, levels, out);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < dim; j++) {
        products.set(i, j, (float) (kept(levels[i], j) * v.get(i, j)));
      }
    }
  }
}
