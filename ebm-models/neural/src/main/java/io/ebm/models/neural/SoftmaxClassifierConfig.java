package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code softmax-classifier}; see {@link SoftmaxClassifier}. */
public record SoftmaxClassifierConfig(
    @Setting(
            value = "[]",
            doc = "Widths of the hidden layers, from the input on; none for a linear classifier.")
        List<Integer> hidden,
    @Setting(value = "\"silu\"", doc = "Function after each hidden layer.") Activation activation,
    @Setting(
            value = "1",
            doc = "Weights and biases start normal with standard deviation scale / √inputs.")
        double scale,
    @Setting(
            doc =
                "Greatest singular value that each layer's weights may have; left out, there is no"
                    + " bound.")
        @Nullable Double spectralNorm) {

  /** Checks the values. */
  public SoftmaxClassifierConfig {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      Checks.that(width >= 1, "hidden", "must hold widths of at least 1, but has " + width);
    }
    Checks.notNegative("scale", scale);
    if (spectralNorm != null) {
      Checks.positive("spectralNorm", spectralNorm);
    }
  }
}
