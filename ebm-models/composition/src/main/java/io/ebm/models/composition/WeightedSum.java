package io.ebm.models.composition;

import io.ebm.api.EnergyFunction;
import java.util.List;

/** {@code E = Σ_k w_k E_k}, with weights of any sign. */
final class WeightedSum extends Composite {

  private final double[] weights;

  WeightedSum(List<EnergyFunction> parts, double[] weights) {
    super(parts);
    this.weights = weights;
  }

  @Override
  double combine(double[] energies, int row) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * energies[k];
      energies[k] = weights[k];
    }
    return sum;
  }

  @Override
  Composite of(List<EnergyFunction> others) {
    return new WeightedSum(others, weights);
  }
}
