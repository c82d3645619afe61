package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.core.runtime.Workers;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.pairwise.Ising;
import java.util.ArrayList;
import java.util.List;

/** Gibbs sweeps of the Ising model on a square torus: one tile of 64 chains for each thread. */
public final class LatticeRun implements AutoCloseable {

  static final int TILE = 64;
  static final double TEMPERATURE = 2.6;

  private final Ising energy;
  private final List<Batch> tiles = new ArrayList<>();
  private final List<RandomStream> streams = new ArrayList<>();
  private final Workers workers;

  /** Makes the chains, all spins up. */
  public LatticeRun(int extent, int threads) {
    energy = Ising.lattice(Boundary.TORUS, TEMPERATURE, extent, extent);
    for (int t = 0; t < threads; t++) {
      Batch tile = Batch.allocate(TILE, extent * extent);
      tile.fill(1);
      tiles.add(tile);
      streams.add(RandomStream.of(1).split(t));
    }
    workers = new Workers(threads);
  }

  /** The spins of all chains of all threads. */
  public long spins() {
    return (long) tiles.size() * tiles.get(0).length();
  }

  /** Sweeps all chains. */
  public void advance(int sweeps) {
    workers.parallel(tiles.size(), t -> energy.sweep(tiles.get(t), sweeps, 1, streams.get(t)));
  }

  /** The mean energy per site of all chains, in units of J. */
  public double energyPerSite() {
    double sum = 0;
    double[] energies = new double[TILE];
    for (Batch tile : tiles) {
      energy.energies(tile, energies);
      for (double e : energies) {
        sum += e * TEMPERATURE;
      }
    }
    return sum / spins();
  }

  @Override
  public void close() {
    workers.close();
  }
}
