package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Head;
import io.ebm.nn.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code noise-network}; see {@link NoisyEnergyFactory}. */
public record NoisyConfig(
    @Setting(
            doc =
                "The layers, from the state on; condition 0 is the noise as ln(σ)/4, condition 1 the"
                    + " class, if the data have some.")
        List<Layer> layers,
    @Setting(
            value = "\"scalar\"",
            doc =
                "How the energy is made of what the layers give: scalar, the one number; half-square,"
                    + " ½|f|²; reconstruction, ½|x - f(x)|²; dot, x·f(x); log-sum-exp, -log Σ exp"
                    + " f_k.")
        Head head,
    @Setting(value = "0.5", doc = NoisyConfig.DEVIATION) double deviation,
    @Setting(value = "0.002", doc = NoisyConfig.LOWEST) double lowest,
    @Setting(doc = NetworkSettings.SPECTRAL_NORM) @Nullable Double spectralNorm,
    @Setting(doc = NetworkSettings.WEIGHT_NORM) @Nullable Double weightNorm) {

  static final String DEVIATION =
      "Standard deviation of the data, positive: what they are scaled by without noise.";
  static final String LOWEST =
      "The noise level, positive, at which the model without noise is taken to be.";

  /** Checks the values. */
  public NoisyConfig {
    layers = List.copyOf(layers);
    Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
    Checks.positive("deviation", deviation);
    Checks.positive("lowest", lowest);
    NetworkSettings.checkPositive("spectralNorm", spectralNorm);
    NetworkSettings.checkPositive("weightNorm", weightNorm);
  }
}
