package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Parameters;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Normalise;
import io.ebm.nn.layers.Perceptron;
import io.ebm.nn.layers.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the settings of {@link TwoTower} make. */
final class Towers {

  private Towers() {}

  /** The layers of a side, or a perceptron. */
  static Layer layer(TwoTowerConfig config, @Nullable List<Layer> layers) {
    int hidden = config.hidden() == null ? 128 : config.hidden();
    int embedding = config.embedding() == null ? 32 : config.embedding();
    Layer encoder =
        layers != null
            ? new Sequence(layers)
            : new Perceptron(
                hidden == 0 ? List.of() : List.of(hidden), embedding, Activation.TANH, 1);
    return config.normalise()
        ? (wiring, inputs) -> new Normalise().wire(wiring, List.of(encoder.wire(wiring, inputs)))
        : encoder;
  }

  /**
   * An encoder.
   *
   * @param side the setting that holds its layers
   */
  static Encoder encoder(String side, StateSpace space, Layer layer, Parameters.Builder into) {
    try {
      List<Shape> shapes = List.of(NetworkForm.shape(space));
      return new Encoder(Network.of(shapes, layer, into, side + "."), NetworkForm.intake(space));
    } catch (SettingException e) {
      throw SettingException.of(
          e.all().stream()
              .map(
                  each ->
                      new SettingException(
                          each.setting().replaceFirst("^layers", side),
                          String.valueOf(each.getMessage())))
              .toList());
    }
  }

  static void checkShared(TwoTowerConfig config, StateSpace targets, StateSpace contexts) {
    Checks.that(
        !config.shared() || targets.dim() == contexts.dim(),
        "shared",
        "needs contexts and targets of as many numbers, but contexts have "
            + contexts.dim()
            + " and targets "
            + targets.dim());
  }

  static void checkEmbeddings(TwoTowerConfig config, int ofContexts, int ofTargets) {
    Checks.that(
        ofContexts == ofTargets,
        config.target() != null ? "target" : "context",
        "both sides must give as many numbers, but the context's gives "
            + ofContexts
            + " and the target's "
            + ofTargets);
  }
}
