package io.ebm.core.sampling;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Clampable;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.runtime.Making;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs chains from a random start, tile by tile on all threads. A tile has a sampler and a stream
 * of its own; it takes turns with the others, of a hundredth of its steps each.
 */
public final class Chains {

  private static final int MOMENTS = 100;
  private static final int MOST_COORDINATES = 16;

  /** Chains whose moments are kept. */
  private static final int MOST_TRACED = 256;

  private final EnergyFunction energy;
  private final Component<Sampler> sampler;
  private final RunContext.Run run;
  private final Workers workers;

  /** Chains of a sampler on an energy. */
  public Chains(
      EnergyFunction energy, Component<Sampler> sampler, RunContext.Run run, Workers workers) {
    this.energy = energy;
    this.sampler = sampler;
    this.run = run;
    this.workers = workers;
  }

  /**
   * Runs chains.
   *
   * @param count how many
   * @param steps transitions of each
   * @param warmUp how many of them are warm-up, from 0 to {@code steps}
   * @param startScale what the space's random start is multiplied by, where the space is real
   * @param done told how many transitions of tiles are done, from any thread
   * @throws RunFailedException if a chain becomes non-finite
   */
  public Draws run(int count, int steps, int warmUp, double startScale, LongConsumer done) {
    return run(count, steps, warmUp, startScale, null, done);
  }

  /**
   * Completes rows: runs one chain for each, which holds what is given of it. No warm-up.
   *
   * @param given values in the space, NaN where a unit is free
   * @throws io.ebm.api.UnsupportedEnergyException if the energy cannot hold units
   * @throws RunFailedException if a chain becomes non-finite
   */
  public Draws complete(Batch given, int steps, double startScale, LongConsumer done) {
    return run(given.size(), steps, 0, startScale, given, done);
  }

  private Draws run(
      int count,
      int steps,
      int warmUp,
      double startScale,
      @Nullable Batch given,
      LongConsumer done) {
    int dim = energy.space().dim();
    Batch states = Batch.allocate(count, dim);
    Tiles tiles = Tiles.of(count);
    Tile[] running = new Tile[tiles.count()];
    workers.parallel(
        tiles.count(),
        tile -> {
          int from = tiles.from(tile);
          int to = tiles.from(tile + 1);
          Batch held = given == null ? null : given.slice(from, to);
          running[tile] = new Tile(tile, states.slice(from, to), held, startScale, warmUp, steps);
        });
    int interval = Math.max(1, (steps + MOMENTS - 1) / MOMENTS);
    int coordinates = Math.min(dim, MOST_COORDINATES);
    int traced = 1;
    while (traced < tiles.count() && tiles.from(traced + 1) <= MOST_TRACED) {
      traced++;
    }
    int tracedTiles = traced;
    double[][][] trace = new double[1 + coordinates][tiles.from(traced)][steps / interval];
    AtomicLong total = new AtomicLong();
    workers.forEachInTurns(
        tiles.count(),
        (steps + interval - 1) / interval,
        (tile, turn) -> {
          int from = turn * interval;
          int block = Math.min(interval, steps - from);
          running[tile].advance(from, block, steps);
          if (tile < tracedTiles && block == interval) {
            record(running[tile].rows, tiles.from(tile), trace, turn);
          }
          done.accept(total.addAndGet(block));
        });
    List<MarkovChain> chains = Arrays.stream(running).map(tile -> tile.chain).toList();
    int still = Arrays.stream(running).mapToInt(Tile::still).sum();
    return new Draws(
        states, ChainReport.of(chains, still, count, running[0].watched), trace, interval);
  }

  /** The chains of some rows. */
  private final class Tile {
    final int number;
    final Batch rows;
    final RunProgress progress = new RunProgress();
    final @Nullable Clamped clamped;
    final MarkovChain chain;
    final int watchFrom;
    final float[] watchedRows; // the states when the watch began
    final boolean[] moved; // since then
    int watched; // transitions since then

    Tile(int number, Batch rows, @Nullable Batch given, double startScale, int warmUp, int steps) {
      this.number = number;
      this.rows = rows;
      RunContext context =
          new RunContext(run, "sampling.sampler", number, progress, new MetricsBuffer());
      RandomStream random = context.random();
      start(rows, startScale, random.split("start"));
      if (given == null) {
        clamped = null;
      } else {
        Clampable clampable = Capabilities.require(energy, Clampable.class, "completing rows");
        clamped = new Clamped(energy, clampable, given);
        clamped.apply(rows);
      }
      chain = begin(context, clamped == null ? energy : clamped, rows, random.split("chain"));
      if (chain instanceof Adaptive adaptive) {
        adaptive.warmUp(warmUp);
      }
      watchFrom = given == null ? Math.max(warmUp, steps / 2) : steps;
      watchedRows = new float[rows.length()];
      moved = new boolean[rows.size()];
    }

    /** Looks which chains have moved since the first half of the steps was over. */
    private void watch(int done, int count) {
      if (done < watchFrom) {
        return;
      }
      int dim = rows.dim();
      if (watched == 0 && done - count < watchFrom) {
        System.arraycopy(rows.array(), rows.offset(), watchedRows, 0, watchedRows.length);
        return;
      }
      watched += count;
      for (int row = 0; row < moved.length; row++) {
        int at = rows.offset(row);
        moved[row] |=
            Arrays.mismatch(rows.array(), at, at + dim, watchedRows, row * dim, row * dim + dim)
                >= 0;
      }
    }

    /** How many chains did not move while they were watched. */
    int still() {
      int still = 0;
      for (boolean one : moved) {
        still += one ? 0 : 1;
      }
      return still;
    }

    void advance(int from, int count, int steps) {
      move(from, count, steps);
      watch(from + count, count);
    }

    private void move(int from, int count, int steps) {
      progress.moveTo(from, steps);
      try {
        chain.advance(count);
      } catch (NonFiniteException e) {
        throw new RunFailedException(
            "sampling stopped: sampler '"
                + sampler.type()
                + "', tile "
                + number
                + " (its chains from step "
                + from
                + "): "
                + Texts.reason(e)
                + advice(chain),
            e);
      }
      requireFinite(from + count);
      if (clamped != null && !clamped.holds(rows)) {
        throw new UserException(
            "sampling.sampler: sampler '"
                + sampler.type()
                + "' moves units that are given; rows are completed by the energy's own sweeps,"
                + " as 'gibbs' makes them");
      }
    }

    /** Which not every sampler checks itself. */
    private void requireFinite(int step) {
      for (int i = 0; i < rows.length(); i++) {
        float value = rows.array()[rows.offset() + i];
        if (!Float.isFinite(value)) {
          throw new RunFailedException(
              "sampling stopped: sampler '"
                  + sampler.type()
                  + "', tile "
                  + number
                  + ": after step "
                  + step
                  + " chain "
                  + i / rows.dim()
                  + " has "
                  + value
                  + " in coordinate "
                  + i % rows.dim()
                  + "; the energy, or its gradient, may be out of the range of floats there",
              null);
        }
      }
    }
  }

  private void start(Batch rows, double scale, RandomStream random) {
    energy.space().randomStart(rows, random);
    if (scale != 1 && energy.space() instanceof StateSpace.Real) {
      float[] array = rows.array();
      for (int i = rows.offset(); i < rows.offset() + rows.length(); i++) {
        array[i] *= (float) scale;
      }
    }
  }

  /** What a sampler refuses is a mistake of who chose it. */
  private MarkovChain begin(
      RunContext context, EnergyFunction target, Batch rows, RandomStream random) {
    try {
      return Making.make(sampler, context).start(target, rows, random);
    } catch (IllegalArgumentException e) {
      throw new UserException("sampling.sampler: " + Texts.reason(e), e);
    }
  }

  /** Advice where a chain failed that had moved: one that began badly ran nowhere. */
  private String advice(MarkovChain chain) {
    return chain.statistics().transitions() > 0
            && sampler.factory() instanceof SamplerFactory<?> factory
        ? factory.stepSetting().map(key -> "; a smaller '" + key + "' may help").orElse("")
        : "";
  }

  private void record(Batch rows, int firstChain, double[][][] trace, int moment) {
    double[] energies = new double[rows.size()];
    energy.energies(rows, energies);
    for (int row = 0; row < rows.size(); row++) {
      int chain = firstChain + row;
      trace[0][chain][moment] = energies[row];
      for (int q = 1; q < trace.length; q++) {
        int coordinate = (int) ((long) (q - 1) * rows.dim() / (trace.length - 1));
        trace[q][chain][moment] = rows.get(row, coordinate);
      }
    }
  }
}
