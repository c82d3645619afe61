package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code mlp}; see {@link Mlp}. */
public record MlpConfig(
    @Setting(value = "[128, 128]", doc = "Widths of the hidden layers, from the input on.")
        List<Integer> hidden,
    @Setting(
            value = "\"silu\"",
            doc =
                "Function after each hidden layer. With relu the energy is piecewise linear, so that"
                    + " score matching sees no curvature.")
        Activation activation,
    @Setting(
            value = "1",
            doc = "Weights and biases start normal with standard deviation scale / √inputs.")
        double scale,
    @Setting(
            doc =
                "Standard deviation σ of a Gaussian base: adds |x|² / 2σ² to the energy, without which"
                    + " its tails may be flat and it has no density. 0 for none. Left out, it is 3 on"
                    + " real states and none on a box.")
        @Nullable Double base,
    @Setting(
            doc =
                "Greatest singular value that each layer's weights may have, against energies that"
                    + " get steep; left out, there is no bound.")
        @Nullable Double spectralNorm) {

  /** Checks the values. */
  public MlpConfig {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      Checks.that(width >= 1, "hidden", "must hold widths of at least 1, but has " + width);
    }
    Checks.notNegative("scale", scale);
    if (base != null) {
      Checks.notNegative("base", base);
    }
    if (spectralNorm != null) {
      Checks.positive("spectralNorm", spectralNorm);
    }
  }
}
