package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.nn.NetworkForm;
import org.jspecify.annotations.Nullable;

/** What the configs of energies of networks have in common. */
final class NetworkSettings {

  static final String ACTIVATION =
      "Function after each hidden layer; silu if left out. With relu the energy is piecewise"
          + " linear, so that score matching sees no curvature.";
  static final String BASE =
      "Standard deviation σ of a Gaussian base: adds |x|² / 2σ² to the energy, without which its"
          + " tails may be flat and it has no density. 0 for none. Left out, it is 3 on real states"
          + " and none elsewhere.";
  static final String SPECTRAL_NORM =
      "Greatest singular value that each layer's weights may have, outputs by all else, against"
          + " energies that get steep; left out, there is no bound.";
  static final String WEIGHT_NORM =
      "Greatest length that the weights of each unit may have; left out, there is no bound.";

  /** The standard deviation of the base on real states where the config leaves it out. */
  static final double DEFAULT_BASE = 3;

  private NetworkSettings() {}

  static void checkPositive(String name, @Nullable Double value) {
    if (value != null) {
      Checks.positive(name, value);
    }
  }

  static void checkNotNegative(String name, @Nullable Double value) {
    if (value != null) {
      Checks.notNegative(name, value);
    }
  }

  static double base(@Nullable Double base, StateSpace space) {
    boolean varies = space.varies();
    if (base != null && base > 0 && varies) {
      throw new SettingException("base", "is for states of one size, not for " + space);
    }
    return base != null ? base : space instanceof StateSpace.Real ? DEFAULT_BASE : 0;
  }

  static NetworkForm.Constraint constraint(
      @Nullable Double spectralNorm, @Nullable Double weightNorm) {
    NetworkForm.Constraint first =
        spectralNorm == null ? NetworkForm.Constraint.NONE : new SpectralNorm(spectralNorm);
    if (weightNorm == null) {
      return first;
    }
    NetworkForm.Constraint second = new WeightNorm(weightNorm);
    return (network, parameters) -> {
      first.apply(network, parameters);
      second.apply(network, parameters);
    };
  }

  /** Requires so many outputs of layers that were given. */
  static void checkClasses(int outputs, int classes) {
    if (outputs != classes) {
      throw new SettingException(
          "layers",
          "give "
              + outputs
              + " numbers, and there are "
              + classes
              + " classes: end with a dense layer of "
              + classes
              + " units"
              + (outputs > classes && outputs % classes == 0
                  ? ", and where each token has scores make features of them before it, by"
                      + " 'global-pool' or 'attention-pool'"
                  : ""));
    }
  }
}
