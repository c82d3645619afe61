package io.ebm.models.neural;

import io.ebm.api.Setting;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.ShortForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code softmax-classifier}; see {@link SoftmaxClassifier}. */
public record SoftmaxClassifierConfig(
    @Setting(doc = ShortForm.LAYERS) @Nullable List<Layer> layers,
    @Setting(
            doc =
                "Widths of the hidden layers of a perceptron, from the input on. Left out, as the"
                    + " layers are, there are none: a linear classifier.")
        @Nullable List<Integer> hidden,
    @Setting(doc = NetworkSettings.ACTIVATION) @Nullable Activation activation,
    @Setting(doc = ShortForm.SCALE) @Nullable Double scale,
    @Setting(doc = NetworkSettings.SPECTRAL_NORM) @Nullable Double spectralNorm,
    @Setting(doc = NetworkSettings.WEIGHT_NORM) @Nullable Double weightNorm) {

  /** Checks the values. */
  public SoftmaxClassifierConfig {
    layers = layers == null ? null : List.copyOf(layers);
    hidden = ShortForm.check(layers, hidden, activation, scale);
    NetworkSettings.checkPositive("spectralNorm", spectralNorm);
    NetworkSettings.checkPositive("weightNorm", weightNorm);
  }
}
