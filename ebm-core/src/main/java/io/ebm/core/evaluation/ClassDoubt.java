package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;

/** What a classifier says of features alone, as energies: high where it is in doubt. */
public final class ClassDoubt {

  private ClassDoubt() {}

  /** Whether a classifier can tell both: whether its energies are decodable and tractable. */
  public static boolean of(Classifier model) {
    EnergyFunction energy = model.given(Batch.allocate(1, model.features().dim()));
    return energy.as(Decodable.class).isPresent() && energy.as(Tractable.class).isPresent();
  }

  /** {@code -log max_y p(y | c)} (Hendrycks and Gimpel 2017). */
  public static EnergyFunction confidence(Classifier model) {
    return new Confidence(model);
  }

  /** {@code -log Σ_y exp(-E(y | c))} (Liu et al. 2020). */
  public static EnergyFunction freeEnergy(Classifier model) {
    return new FreeEnergy(model);
  }

  private record Confidence(Classifier model) implements EnergyFunction {
    @Override
    public StateSpace space() {
      return model.features();
    }

    @Override
    public void energies(Batch x, double[] out) {
      EnergyFunction given = model.given(x);
      double[] logPartitions = new double[x.size()];
      given.as(Decodable.class).orElseThrow().decode(Batch.allocate(x.size(), 1), out);
      given.as(Tractable.class).orElseThrow().logPartitions(x.size(), logPartitions);
      for (int i = 0; i < x.size(); i++) {
        out[i] += logPartitions[i];
      }
    }
  }

  private record FreeEnergy(Classifier model) implements EnergyFunction {
    @Override
    public StateSpace space() {
      return model.features();
    }

    @Override
    public void energies(Batch x, double[] out) {
      model.given(x).as(Tractable.class).orElseThrow().logPartitions(x.size(), out);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -out[i];
      }
    }
  }
}
