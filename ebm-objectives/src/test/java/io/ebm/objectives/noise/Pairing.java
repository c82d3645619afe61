package io.ebm.objectives.noise;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** {@code E_i(y) = -c_iᵀ W y}: row i has a fixed context of its own. */
public final class Pairing implements EnergyFunction, Learnable {

  private final int dim;
  private final Batch contexts;
  private final Parameters parameters;

  private Pairing(Batch contexts, Parameters parameters) {
    this.dim = contexts.dim();
    this.contexts = contexts;
    this.parameters = parameters;
  }

  public Pairing(int rows, int dim) {
    this.dim = dim;
    contexts = Batch.allocate(rows, dim);
    RandomStream random = RandomStream.of(8);
    random.fillGaussian(contexts.array(), 0, rows * dim);
    parameters = Parameters.builder().add("weights", dim, dim).build();
    random.fillGaussian(parameters.values(), 0, dim * dim);
  }

  /** The energies of some of the rows. */
  public Pairing part(int from, int to) {
    return new Pairing(contexts.slice(from, to), parameters);
  }

  /** The contexts, by row. */
  Batch contexts() {
    return contexts;
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
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = energy(i, x, i);
    }
  }

  private double energy(int context, Batch x, int row) {
    double sum = 0;
    for (int a = 0; a < dim; a++) {
      for (int b = 0; b < dim; b++) {
        sum -= contexts.get(context, a) * parameters.values()[a * dim + b] * x.get(row, b);
      }
    }
    return sum;
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      accumulate(i, x, i, weights[i], into);
    }
  }

  private void accumulate(int context, Batch x, int row, double weight, Gradient into) {
    for (int a = 0; a < dim; a++) {
      for (int b = 0; b < dim; b++) {
        into.values()[a * dim + b] -= (float) (weight * contexts.get(context, a) * x.get(row, b));
      }
    }
  }

  /** The same, with all pairs at once, and unable to do them one by one. */
  public record AtOnce(Pairing pairing) implements EnergyFunction, Learnable, AllPairs {
    @Override
    public StateSpace space() {
      return pairing.space();
    }

    @Override
    public Parameters parameters() {
      return pairing.parameters();
    }

    @Override
    public void energies(Batch x, double[] out) {
      throw new AssertionError("all pairs were to be asked for");
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      throw new AssertionError("all pairs were to be asked for");
    }

    @Override
    public void pairEnergies(Batch targets, double[] out) {
      for (int i = 0; i < pairing.contexts.size(); i++) {
        for (int j = 0; j < targets.size(); j++) {
          out[i * targets.size() + j] = pairing.energy(i, targets, j);
        }
      }
    }

    @Override
    public void accumulatePairs(Batch targets, double[] weights, Gradient into) {
      for (int i = 0; i < pairing.contexts.size(); i++) {
        for (int j = 0; j < targets.size(); j++) {
          pairing.accumulate(i, targets, j, weights[i * targets.size() + j], into);
        }
      }
    }
  }
}
