package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of {@code score-network}; see {@link ScoreNetworkFactory}. */
public record ScoreNetworkConfig(
    @Setting(
            doc =
                "The layers, from the state to as many numbers as it has; condition 0 is the noise as"
                    + " ln(σ)/4, condition 1 the class, if the data have some.")
        List<Layer> layers,
    @Setting(
            value = "\"edm\"",
            doc =
                "What the layers give: edm, what is left to predict at unit variance; epsilon, the"
                    + " noise; x0, the clean state; v; score; velocity, of the straight path.")
        Preconditioning parametrisation,
    @Setting(value = "0.5", doc = NoisyConfig.DEVIATION) double deviation,
    @Setting(value = "0.002", doc = NoisyConfig.LOWEST) double lowest,
    @Setting(doc = NetworkSettings.SPECTRAL_NORM) @Nullable Double spectralNorm,
    @Setting(doc = NetworkSettings.WEIGHT_NORM) @Nullable Double weightNorm) {

  /** Checks the values. */
  public ScoreNetworkConfig {
    layers = List.copyOf(layers);
    Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
    Checks.positive("deviation", deviation);
    Checks.positive("lowest", lowest);
    NetworkSettings.checkPositive("spectralNorm", spectralNorm);
    NetworkSettings.checkPositive("weightNorm", weightNorm);
  }
}
