package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code two-tower}; see {@link TwoTower}. */
public record TwoTowerConfig(
    @Setting(
            doc =
                "The layers of the context's encoder, from the input on, whose numbers are the"
                    + " embedding; left out, a perceptron.")
        @Nullable List<Layer> context,
    @Setting(doc = "The same of the target's encoder, which gives as many numbers.")
        @Nullable List<Layer> target,
    @Setting(
            value = "false",
            doc =
                "Whether both sides have one encoder, the context's, where both are of as many"
                    + " numbers; 'target' is left out then.")
        boolean shared,
    @Setting(
            doc =
                "Numbers of an embedding where an encoder is a perceptron, at least 1; 32 if left"
                    + " out.")
        @Nullable Integer embedding,
    @Setting(
            doc =
                "Hidden units of an encoder that is a perceptron, of tanh; 0 for a linear one; 128"
                    + " if left out.")
        @Nullable Integer hidden,
    @Setting(value = "true", doc = "Whether embeddings are scaled to length one.")
        boolean normalise) {

  /** Checks the values. */
  public TwoTowerConfig {
    context = context == null ? null : List.copyOf(context);
    target = target == null ? null : List.copyOf(target);
    Checks.that(!shared || target == null, "target", "has the encoder 'context' if 'shared'");
    boolean layersAlone = context != null && (shared || target != null);
    String alone = "is for perceptrons; where both encoders have layers, leave it out";
    Checks.that(!layersAlone || embedding == null, "embedding", alone);
    Checks.that(!layersAlone || hidden == null, "hidden", alone);
    if (embedding != null) {
      Checks.atLeast("embedding", embedding, 1);
    }
    if (hidden != null) {
      Checks.atLeast("hidden", hidden, 0);
    }
  }

  /** Perceptrons. */
  static TwoTowerConfig of(int embedding, int hidden, boolean normalise) {
    return new TwoTowerConfig(null, null, false, embedding, hidden, normalise);
  }
}
