package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Head;
import io.ebm.nn.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code network}; see {@link NetworkFactory}. */
public record NetworkConfig(
    @Setting(doc = "The layers, from the input on.") List<Layer> layers,
    @Setting(
            value = "\"scalar\"",
            doc =
                "How the energy is made of what the layers give: scalar, the one number; half-square,"
                    + " ½|f|²; reconstruction, ½|x - f(x)|²; log-sum-exp, -log Σ exp f_k.")
        Head head,
    @Setting(doc = NetworkSettings.BASE) @Nullable Double base,
    @Setting(doc = NetworkSettings.SPECTRAL_NORM) @Nullable Double spectralNorm,
    @Setting(doc = NetworkSettings.WEIGHT_NORM) @Nullable Double weightNorm) {

  /** Checks the values. */
  public NetworkConfig {
    layers = List.copyOf(layers);
    Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
    NetworkSettings.checkNotNegative("base", base);
    NetworkSettings.checkPositive("spectralNorm", spectralNorm);
    NetworkSettings.checkPositive("weightNorm", weightNorm);
  }
}
