package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** Independent normal coordinates of mean 0, each of its own deviation. Fast; immutable. */
public final class Scales implements EnergyFunction, Differentiable {

  private final float[] deviations;

  private Scales(float[] deviations) {
    this.deviations = deviations;
  }

  /** Coordinates whose deviations rise evenly from {@code low} to {@code high}. */
  public static Scales between(int dim, double low, double high) {
    float[] deviations = new float[dim];
    for (int j = 0; j < dim; j++) {
      deviations[j] = (float) (low + (high - low) * j / Math.max(1, dim - 1));
    }
    return new Scales(deviations);
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(deviations.length);
  }

  /** Fills every row with an exact, independent sample. */
  public void sample(Batch into, RandomStream random) {
    random.fillGaussian(into.array(), into.offset(), into.length());
    for (int i = 0; i < into.length(); i++) {
      into.array()[into.offset() + i] *= deviations[i % deviations.length];
    }
  }

  /** The squared distances of the rows of two batches in units of the deviations, summed. */
  public double squaredDistance(Batch a, Batch b) {
    double sum = 0;
    for (int i = 0; i < a.length(); i++) {
      double z =
          (a.array()[a.offset() + i] - b.array()[b.offset() + i])
              / deviations[i % deviations.length];
      sum += z * z;
    }
    return sum;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int r = 0; r < x.size(); r++) {
      int at = x.offset(r);
      double sum = 0;
      for (int j = 0; j < deviations.length; j++) {
        double z = x.array()[at + j] / deviations[j];
        sum += z * z;
      }
      out[r] = sum / 2;
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energies(x, energies);
    for (int r = 0; r < x.size(); r++) {
      for (int j = 0; j < deviations.length; j++) {
        out.array()[out.offset(r) + j] =
            x.array()[x.offset(r) + j] / (deviations[j] * deviations[j]);
      }
    }
  }
}
