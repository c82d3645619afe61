package io.ebm.core.compose;

import io.ebm.api.Model;
import io.ebm.core.runtime.Tiles;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;

/** How a minibatch is cut into shards. */
final class Cut {

  private Cut() {}

  /**
   * The cut of so many rows. Networks over tokens work on a few states at a time, so that smaller
   * parts cost nothing and more threads have some.
   */
  static Tiles of(Model model, int rows) {
    boolean packs =
        model
            .as(Networked.class)
            .map(networks -> networks.networks().values().stream().anyMatch(Network::packs))
            .orElse(false);
    return packs ? Tiles.ofFew(rows) : Tiles.of(rows);
  }
}
