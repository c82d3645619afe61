package io.ebm.models.neural;

import io.ebm.api.Checks;
import io.ebm.api.Setting;

/** Config of the energy {@code two-tower}; see {@link TwoTower}. */
public record TwoTowerConfig(
    @Setting(value = "32", doc = "Numbers of an embedding, at least 1.") int embedding,
    @Setting(value = "128", doc = "Hidden units of each encoder, 0 for linear ones.") int hidden,
    @Setting(value = "true", doc = "Whether embeddings have length one.") boolean normalise) {

  /** Checks the ranges. */
  public TwoTowerConfig {
    Checks.atLeast("embedding", embedding, 1);
    Checks.atLeast("hidden", hidden, 0);
  }
}
