package io.ebm.models.composition;

import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Tractable;
import io.ebm.api.noise.NoiseConditioned;
import java.util.List;
import java.util.Optional;

/** {@code E = -log Σ_k w_k exp(-E_k - log Z_k)}. */
final class Mixed extends Composite {

  private final double[] logWeights;
  private final double[] logPartitions;

  /**
   * A mixture.
   *
   * @param weights positive
   * @param logPartitions those of the parts
   */
  Mixed(List<EnergyFunction> parts, double[] weights, double[] logPartitions) {
    super(parts);
    logWeights = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      logWeights[k] = Math.log(weights[k]);
    }
    this.logPartitions = logPartitions;
  }

  @Override
  double combine(double[] energies, int row) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < energies.length && k < logWeights.length; k++) {
      energies[k] = logWeights[k] - energies[k] - logPartitions[k];
      most = Math.max(most, energies[k]);
    }
    double sum = 0;
    for (int k = 0; k < logWeights.length; k++) {
      energies[k] = Math.exp(energies[k] - most);
      sum += energies[k];
    }
    for (int k = 0; k < logWeights.length; k++) {
      energies[k] /= sum;
    }
    return -most - Math.log(sum);
  }

  /** At a noise level weights count with the partition functions there. */
  @Override
  Composite of(List<EnergyFunction> others) {
    double[] weights = new double[logWeights.length];
    double[] constants = new double[logWeights.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.exp(logWeights[k]);
      constants[k] = logPartition(others.get(k), "a mixture at a noise level");
    }
    return new Mixed(others, weights, constants);
  }

  /** The partition function of a part that knows it. */
  static double logPartition(EnergyFunction energy, String who) {
    double[] one = new double[1];
    Capabilities.require(energy, Tractable.class, who).logPartitions(1, one);
    return one[0];
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    Optional<String> why = super.lack(capability);
    if (why.isPresent() || capability != NoiseConditioned.class) {
      return why;
    }
    for (int k = 0; k < parts.size(); k++) {
      NoiseConditioned part = parts.get(k).as(NoiseConditioned.class).orElseThrow();
      if (!Capabilities.has(part.atNoise(1), Tractable.class)) {
        return Optional.of(
            "weights of a mixture count with log Z at each noise level, and part "
                + k
                + " does not know its own there");
      }
    }
    return Optional.empty();
  }
}
