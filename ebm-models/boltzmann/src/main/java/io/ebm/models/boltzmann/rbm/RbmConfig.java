package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code rbm}; see {@link Rbm}. */
public record RbmConfig(
    @Setting(value = "500", doc = "Number of hidden units, at least 1.") int hidden,
    @Setting(
            doc =
                "Kind of the visible units: bernoulli, gaussian or potts. Left out, it is what the data"
                    + " are: bernoulli for zeros and ones, gaussian for real numbers, potts for"
                    + " labels.")
        @Nullable VisibleKind visibleKind,
    @Setting(
            value = "\"bernoulli\"",
            doc =
                "Kind of the hidden units: bernoulli; gaussian of variance 1; or relu, the same cut off"
                    + " below 0.")
        HiddenKind hiddenKind,
    @Setting(
            value = "1",
            doc =
                "Standard deviation of real visible units given the hidden ones; of no effect on"
                    + " binary ones.")
        double sigma,
    @Setting(value = "0.01", doc = "Standard deviation of the first weights.") double weightScale,
    @Setting(
            value = "\"data\"",
            doc =
                "First visible biases: data gives each unit the mean it has in the data (needs"
                    + " \"data\"), zero is zero. Hidden biases begin at zero.")
        VisibleBias visibleBias,
    @Setting(
            value = "false",
            doc =
                "Whether to follow the gradient of the centred parametrization, which makes learning"
                    + " faster and independent of whether 0 or 1 is the rare value.")
        boolean centred) {

  /** Kinds of visible units. */
  public enum VisibleKind {
    /** Zero or one. */
    BERNOULLI,
    /** Real. */
    GAUSSIAN,
    /** One of several labels. */
    POTTS
  }

  /** Kinds of hidden units. */
  public enum HiddenKind {
    /** Zero or one. */
    BERNOULLI,
    /** Real. */
    GAUSSIAN,
    /** Real and not negative. */
    RELU
  }

  /** First visible biases. */
  public enum VisibleBias {
    /** From the means of the data. */
    DATA,
    /** Zero. */
    ZERO
  }

  /** Checks the values. */
  public RbmConfig {
    Checks.atLeast("hidden", hidden, 1);
    Checks.positive("sigma", sigma);
    Checks.notNegative("weightScale", weightScale);
  }
}
