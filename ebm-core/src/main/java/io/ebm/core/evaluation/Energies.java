package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Costly;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Parallel;
import io.ebm.core.RunFailedException;

/**
 * Energies of many rows, on all threads. Of an energy that is {@link Costly} those of the first
 * rows alone, as many as a bound on the work allows.
 */
public final class Energies {

  private final EnergyFunction energy;
  private final Parallel threads;

  /** The most multiplications and additions, about. */
  private static final double MOST_WORK = 1e11;

  private static final int FEWEST = 64;

  /** Energies of a model. */
  public Energies(EnergyFunction energy, Parallel threads) {
    this.energy = energy;
    this.threads = threads;
  }

  /**
   * The energy of every row, or of the first rows.
   *
   * @throws RunFailedException if one is no energy: NaN or -∞
   */
  public double[] of(Batch rows) {
    return byTiles(rows.size(), rows::slice);
  }

  /**
   * The energy of every example, or of the first ones.
   *
   * @throws RunFailedException if one is no energy: NaN or -∞
   */
  public double[] of(Examples examples) {
    int dim = energy.space().dim();
    return byTiles(examples.size(), (from, to) -> examples.range(from, to, dim));
  }

  private interface Source {
    Batch rows(int from, int to);
  }

  /** Of how many rows at the beginning there are energies. */
  int affordable(int size) {
    return energy
        .as(Costly.class)
        .map(costly -> (int) Math.min(size, Math.max(FEWEST, MOST_WORK / costly.multiplyAdds())))
        .orElse(size);
  }

  private double[] byTiles(int all, Source source) {
    int size = affordable(all);
    double[] energies = new double[size];
    if (size == 0) {
      return energies;
    }
    threads.tiles(
        size,
        (tile, from, to) -> {
          Batch rows = source.rows(from, to);
          double[] part = new double[rows.size()];
          energy.energies(rows, part);
          System.arraycopy(part, 0, energies, from, part.length);
        });
    for (int i = 0; i < size; i++) {
      if (Double.isNaN(energies[i]) || energies[i] == Double.NEGATIVE_INFINITY) {
        throw new RunFailedException(
            "evaluation stopped: the energy of row "
                + i
                + " of "
                + size
                + " (from 0) is "
                + energies[i]
                + "; the model's parameters or settings are out of range",
            null);
      }
    }
    return energies;
  }
}
