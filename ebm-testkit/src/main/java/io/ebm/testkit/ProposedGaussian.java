package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * A Gaussian energy with a generator beside it whose law is known: {@code x = shift + factor ξ}
 * with {@code ξ ~ N(0, I)}, a Gaussian of mean {@code shift} and covariance {@code factor factorᵀ}.
 * Its parameters are those of {@link GaussianEnergy}, {@code proposal.shift} [dim] and {@code
 * proposal.factor} [dim, dim].
 */
public final class ProposedGaussian implements EnergyFunction, Differentiable, Proposing {

  private final int dim;
  private final int shift;
  private final int factor;
  private final Parameters parameters;
  private final GaussianEnergy energy;

  /**
   * Creates it.
   *
   * @param like the energy; its parameters are copied
   * @param mean of the proposals, the first values of {@code proposal.shift}
   * @param root the first values of {@code proposal.factor}
   */
  public ProposedGaussian(GaussianEnergy like, double[] mean, double[][] root) {
    dim = mean.length;
    parameters =
        Parameters.builder()
            .add("mean", dim)
            .add("precision", dim, dim)
            .add("proposal.shift", dim)
            .add("proposal.factor", dim, dim)
            .build();
    float[] first = like.parameters().values();
    System.arraycopy(first, 0, parameters.values(), 0, first.length);
    energy = new GaussianEnergy(dim, parameters);
    shift = parameters.tensor("proposal.shift").offset();
    factor = parameters.tensor("proposal.factor").offset();
    for (int i = 0; i < dim; i++) {
      parameters.values()[shift + i] = (float) mean[i];
      for (int j = 0; j < dim; j++) {
        parameters.values()[factor + i * dim + j] = (float) root[i][j];
      }
    }
  }

  /** The law of the proposals, of the parameters as they are. */
  public GaussianEnergy law() {
    double[] mean = new double[dim];
    double[][] covariance = new double[dim][dim];
    float[] theta = parameters.values();
    for (int i = 0; i < dim; i++) {
      mean[i] = theta[shift + i];
      for (int j = 0; j < dim; j++) {
        for (int k = 0; k < dim; k++) {
          covariance[i][j] += theta[factor + i * dim + k] * theta[factor + j * dim + k];
        }
      }
    }
    return GaussianEnergy.ofCovariance(mean, covariance);
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void energies(Batch x, double[] out) {
    energy.energies(x, out);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energy.gradients(x, energies, out);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    energy.accumulate(x, weights, into);
  }

  @Override
  public void propose(Batch into, RandomStream random) {
    float[] noise = new float[into.length()];
    random.fillGaussian(noise, 0, noise.length);
    float[] theta = parameters.values();
    for (int row = 0; row < into.size(); row++) {
      for (int i = 0; i < dim; i++) {
        double sum = theta[shift + i];
        for (int j = 0; j < dim; j++) {
          sum += theta[factor + i * dim + j] * noise[row * dim + j];
        }
        into.set(row, i, (float) sum);
      }
    }
  }

  @Override
  public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
    float[] noise = new float[slopes.length()];
    random.fillGaussian(noise, 0, noise.length);
    for (int row = 0; row < slopes.size(); row++) {
      for (int i = 0; i < dim; i++) {
        into.values()[shift + i] += slopes.get(row, i);
        for (int j = 0; j < dim; j++) {
          into.values()[factor + i * dim + j] += slopes.get(row, i) * noise[row * dim + j];
        }
      }
    }
  }
}
