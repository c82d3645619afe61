package io.ebm.nn.layers;

import io.ebm.api.Checks;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings by which models take a network: {@code layers}, or the short form {@code hidden},
 * {@code activation} and {@code scale} of a {@link Perceptron}. Each may be null, for left out.
 */
public final class ShortForm {

  /** What the setting {@code layers} is. */
  public static final String LAYERS =
      "The layers, from the input on; instead of 'hidden', 'activation' and 'scale'.";

  /** What the setting {@code hidden} is. */
  public static final String HIDDEN =
      "Widths of the hidden layers of a perceptron, from the input on. Left out, as the layers are,"
          + " [128, 128].";

  /** What the setting {@code activation} is. */
  public static final String ACTIVATION = "Function after each hidden layer; silu if left out.";

  /** What the setting {@code scale} is. */
  public static final String SCALE =
      "Weights and biases of a perceptron start normal with standard deviation scale / √inputs; 1"
          + " if left out.";

  private static final List<Integer> DEFAULT = List.of(128, 128);

  private ShortForm() {}

  /**
   * Checks the short form, and that it does not stand beside layers.
   *
   * @return a copy of the widths
   * @throws io.ebm.api.SettingException for what is not allowed
   */
  public static @Nullable List<Integer> check(
      @Nullable List<Layer> layers,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable Double scale) {
    Checks.that(layers == null || !layers.isEmpty(), "layers", "must have at least one layer");
    String alone = "is for perceptrons of 'hidden' layers; with 'layers' leave it out";
    Checks.that(layers == null || hidden == null, "hidden", alone);
    Checks.that(layers == null || activation == null, "activation", alone);
    Checks.that(layers == null || scale == null, "scale", alone);
    if (scale != null) {
      Checks.notNegative("scale", scale);
    }
    if (hidden == null) {
      return null;
    }
    for (int width : hidden) {
      Checks.that(width >= 1, "hidden", "must hold widths of at least 1, but has " + width);
    }
    return List.copyOf(hidden);
  }

  /**
   * The layers, or a perceptron; by default with two hidden layers of 128 units and SiLU.
   *
   * @param outputs those of a perceptron
   */
  public static Layer layer(
      @Nullable List<Layer> layers,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable Double scale,
      int outputs) {
    return layers != null
        ? new Sequence(layers)
        : new Perceptron(
            hidden == null ? DEFAULT : hidden,
            outputs,
            activation == null ? Activation.SILU : activation,
            scale == null ? 1 : scale);
  }
}
