package io.ebm.core.prediction;

import io.ebm.api.Batch;
import io.ebm.api.Retrieval;
import io.ebm.api.Retrieving;
import io.ebm.core.RunFailedException;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;

/** Retrieval from associative memories, tile by tile on all threads. */
public final class Retrievals {

  private Retrievals() {}

  /**
   * Retrieves what probes resemble. Of a row that is not wholly known, what is known is held; a row
   * without NaN moves as a whole.
   *
   * @param probes rows of the memory's space, with NaN for what is not known; overwritten
   * @param steps the most steps
   * @throws RunFailedException if an energy is not finite
   */
  public static Retrieval of(Retrieving memory, Batch probes, int steps, Workers workers) {
    Batch given = held(probes);
    Retrieval found = Retrieval.allocate(probes.size());
    Tiles tiles = Tiles.of(probes.size());
    workers.forEach(
        tiles.count(),
        tile -> {
          int from = tiles.from(tile);
          int to = tiles.from(tile + 1);
          found.put(from, memory.retrieve(probes.slice(from, to), given.slice(from, to), steps));
        });
    for (int row = 0; row < probes.size(); row++) {
      if (!Double.isFinite(found.energies()[row])) {
        throw new RunFailedException(
            "retrieval stopped: the energy of row "
                + row
                + " is "
                + found.energies()[row]
                + "; the memory's parameters or settings are out of range",
            null);
      }
    }
    return found;
  }

  /** What stays as it is: the known values of rows that are not wholly known. */
  private static Batch held(Batch probes) {
    Batch given = probes.copy();
    for (int row = 0; row < given.size(); row++) {
      int at = given.offset(row);
      boolean known = true;
      for (int i = at; i < at + given.dim(); i++) {
        known &= !Float.isNaN(given.array()[i]);
      }
      if (known) {
        given.slice(row, row + 1).fill(Float.NaN);
      }
    }
    return given;
  }
}
