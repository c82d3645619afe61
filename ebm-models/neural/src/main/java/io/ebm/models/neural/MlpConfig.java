package io.ebm.models.neural;

import io.ebm.api.Setting;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.ShortForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code mlp}; see {@link Mlp}. */
public record MlpConfig(
    @Setting(doc = ShortForm.LAYERS) @Nullable List<Layer> layers,
    @Setting(doc = ShortForm.HIDDEN) @Nullable List<Integer> hidden,
    @Setting(doc = NetworkSettings.ACTIVATION) @Nullable Activation activation,
    @Setting(doc = ShortForm.SCALE) @Nullable Double scale,
    @Setting(doc = NetworkSettings.BASE) @Nullable Double base,
    @Setting(doc = NetworkSettings.SPECTRAL_NORM) @Nullable Double spectralNorm,
    @Setting(doc = NetworkSettings.WEIGHT_NORM) @Nullable Double weightNorm) {

  /** Checks the values. */
  public MlpConfig {
    layers = layers == null ? null : List.copyOf(layers);
    hidden = ShortForm.check(layers, hidden, activation, scale);
    NetworkSettings.checkNotNegative("base", base);
    NetworkSettings.checkPositive("spectralNorm", spectralNorm);
    NetworkSettings.checkPositive("weightNorm", weightNorm);
  }
}
