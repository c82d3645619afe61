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
import io.ebm.api.StateSpace;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
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
 * of its own; it stays on its thread for all its steps.
 */
public final class Chains {

  private static final int MOMENTS = 100;
  private static final int MOST_COORDINATES = 16;

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
    Clampable clampable =
        given == null ? null : Capabilities.require(energy, Clampable.class, "completing rows");
    int dim = energy.space().dim();
    Batch states = Batch.allocate(count, dim);
    Tiles tiles = Tiles.of(count);
    MarkovChain[] chains = new MarkovChain[tiles.count()];
    int interval = Math.max(1, (steps + MOMENTS - 1) / MOMENTS);
    int moments = steps / interval;
    int coordinates = Math.min(dim, MOST_COORDINATES);
    double[][][] trace = new double[1 + coordinates][tiles.from(1)][moments];
    AtomicLong total = new AtomicLong();
    workers.forEach(
        tiles.count(),
        tile -> {
          Batch rows = states.slice(tiles.from(tile), tiles.from(tile + 1));
          RunProgress progress = new RunProgress();
          RunContext context =
              new RunContext(run, "sampling.sampler", tile, progress, new MetricsBuffer());
          RandomStream random = context.random();
          start(rows, startScale, random.split("start"));
          EnergyFunction target = energy;
          Clamped clamped = null;
          if (given != null && clampable != null) {
            clamped =
                new Clamped(energy, clampable, given.slice(tiles.from(tile), tiles.from(tile + 1)));
            clamped.apply(rows);
            target = clamped;
          }
          MarkovChain chain = begin(context, target, rows, random.split("chain"));
          chains[tile] = chain;
          if (chain instanceof Adaptive adaptive) {
            adaptive.warmUp(warmUp);
          }
          double[] energies = new double[rows.size()];
          for (int step = 0; step < steps; ) {
            progress.moveTo(step, steps);
            int block = Math.min(interval, steps - step);
            advance(chain, block, tile, step);
            if (clamped != null && !clamped.holds(rows)) {
              throw new UserException(
                  "sampling.sampler: sampler '"
                      + sampler.type()
                      + "' moves units that are given; rows are completed by the energy's own sweeps,"
                      + " as 'gibbs' makes them");
            }
            step += block;
            if (tile == 0 && step / interval <= moments && step % interval == 0) {
              record(rows, energies, trace, step / interval - 1);
            }
            done.accept(total.addAndGet(block));
          }
        });
    return new Draws(states, ChainReport.of(List.of(chains)), trace, interval);
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
      return sampler.make(context).start(target, rows, random);
    } catch (IllegalArgumentException e) {
      throw new UserException("sampling.sampler: " + Texts.reason(e), e);
    }
  }

  private void advance(MarkovChain chain, int steps, int tile, int from) {
    try {
      chain.advance(steps);
    } catch (NonFiniteException e) {
      throw new RunFailedException(
          "sampling stopped: sampler '"
              + sampler.type()
              + "', tile "
              + tile
              + " (its chains from step "
              + from
              + "): "
              + Texts.reason(e)
              + (ranAway(chain) ? "; a smaller step may help" : ""),
          e);
    }
  }

  /** Whether a chain failed that had moved, by steps of a size: one that began badly had not. */
  private boolean ranAway(MarkovChain chain) {
    return chain.statistics().transitions() > 0
        && Arrays.stream(sampler.config().getClass().getRecordComponents())
            .anyMatch(setting -> setting.getName().equals("stepSize"));
  }

  private void record(Batch rows, double[] energies, double[][][] trace, int moment) {
    energy.energies(rows, energies);
    for (int chain = 0; chain < rows.size(); chain++) {
      trace[0][chain][moment] = energies[chain];
      for (int q = 1; q < trace.length; q++) {
        int coordinate = (int) ((long) (q - 1) * rows.dim() / (trace.length - 1));
        trace[q][chain][moment] = rows.get(chain, coordinate);
      }
    }
  }
}
