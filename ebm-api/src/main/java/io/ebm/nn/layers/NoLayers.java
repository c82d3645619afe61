package io.ebm.nn.layers;

import java.util.Map;
import java.util.Optional;

/** Layers of other frameworks that cannot be, and what to take instead. */
public final class NoLayers {

  private static final String DROPOUT =
      "an energy is a function, and with 'dropout' it would have another value at each call; noise"
          + " on examples that the objective draws (training.dataNoise) or weight decay keep a"
          + " network from learning by heart too";

  private static final String BATCH_NORM =
      "the energy of a state depends on no other state, and with 'batch-norm' it would depend on"
          + " its batch; 'group-norm' and 'layer-norm' do without";

  private static final Map<String, String> REASONS =
      Map.of(
          "dropout", DROPOUT,
          "batch-norm", BATCH_NORM,
          "batchnorm", BATCH_NORM,
          "batch-norm1d", BATCH_NORM,
          "batch-norm2d", BATCH_NORM);

  private NoLayers() {}

  /** Why there is no layer of a name, in a sentence; empty for one that merely is not known. */
  public static Optional<String> why(String name) {
    return Optional.ofNullable(REASONS.get(name));
  }
}
