package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Clampable;
import io.ebm.api.Component;
import io.ebm.api.Costly;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.PerClass;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.core.ProgressListener;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

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

  /** What a tile draws from, and where its chains stand. */
  private record Part(EnergyFunction target, Batch rows) {}

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
   * @param listener told how many transitions of tiles are done, from any thread
   * @throws io.ebm.core.RunFailedException if a chain becomes non-finite
   */
  public Draws run(int count, int steps, int warmUp, double startScale, ProgressListener listener) {
    Batch states = Batch.allocate(count, energy.space().dim());
    return run(
        parts(states, (from, to) -> energy), states, course(steps, warmUp, startScale), listener);
  }

  /**
   * Runs a chain for each of some classes.
   *
   * @param model the energy as one that has classes
   * @param classes the class that each chain draws from; those of one class best lie together, as
   *     they share tiles then
   * @throws io.ebm.core.RunFailedException if a chain becomes non-finite
   */
  public Draws ofClasses(
      PerClass model,
      int[] classes,
      int steps,
      int warmUp,
      double startScale,
      ProgressListener listener) {
    Batch states = Batch.allocate(classes.length, energy.space().dim());
    List<Part> parts = new ArrayList<>();
    int end;
    for (int from = 0; from < classes.length; from = end) {
      end = from;
      while (end < classes.length && classes[end] == classes[from]) {
        end++;
      }
      EnergyFunction target = model.ofClass(classes[from]);
      parts.addAll(parts(states.slice(from, end), (first, last) -> target));
    }
    return run(parts, states, course(steps, warmUp, startScale), listener);
  }

  /** What a sampler would be used on that completes rows of real numbers. */
  public static FitContext completing(EnergyFunction energy) {
    return FitContext.of(Free.all(energy));
  }

  /**
   * Completes rows of real numbers: runs one chain for each, over the coordinates that are free.
   * Each row has an energy of its own, so that it has a tile of its own too, unless the sampler
   * {@link io.ebm.api.SamplerFactory#keepsRows keeps rows} apart: then those that lack the same
   * coordinates share tiles.
   *
   * @param given values in the space, NaN where a coordinate is free
   * @throws io.ebm.core.RunFailedException if a chain becomes non-finite
   */
  public Draws complete(
      Batch given, int steps, int warmUp, double startScale, ProgressListener listener) {
    List<Gaps> gaps = Gaps.of(given, SamplerFactory.keepsRows(sampler));
    List<Part> parts = new ArrayList<>();
    List<Free> targets = new ArrayList<>();
    for (Gaps some : gaps) {
      RunContext context =
          new RunContext(
              run, "sampling.given", parts.size(), new RunProgress(), new MetricsBuffer());
      Free target = new Free(energy, some.free(), some.in(given), context.random());
      targets.add(target);
      parts.add(new Part(target, Batch.allocate(some.rows().length, some.free().length)));
    }
    Batch states = given.copy();
    Draws draws = run(parts, states, course(steps, warmUp, startScale), listener);
    for (int part = 0; part < parts.size(); part++) {
      Batch rows = parts.get(part).rows();
      Batch whole = Batch.allocate(rows.size(), given.dim());
      targets.get(part).complete(rows, whole);
      for (int i = 0; i < rows.size(); i++) {
        states.copyRow(gaps.get(part).rows()[i], whole, i);
      }
    }
    return draws;
  }

  /**
   * Completes rows by the energy's own sweeps: runs one chain for each, which holds what is given
   * of it. No warm-up.
   *
   * @param given values in the space, NaN where a unit is free
   * @throws io.ebm.api.UnsupportedEnergyException if the energy cannot hold units
   * @throws io.ebm.core.RunFailedException if a chain becomes non-finite
   */
  public Draws sweep(Batch given, int steps, double startScale, ProgressListener listener) {
    Clampable clampable = Capabilities.require(energy, Clampable.class, "completing rows");
    Batch states = Batch.allocate(given.size(), energy.space().dim());
    return run(
        parts(states, (from, to) -> new Clamped(energy, clampable, given.slice(from, to))),
        states,
        course(steps, 0, startScale),
        listener);
  }

  private TileChain.Course course(int steps, int warmUp, double startScale) {
    return new TileChain.Course(sampler, run, steps, warmUp, startScale);
  }

  /** What the rows from one to another draw from. */
  private interface Targets {
    EnergyFunction of(int from, int to);
  }

  private static List<Part> parts(Batch states, Targets targets) {
    Tiles tiles = Tiles.of(states.size());
    List<Part> parts = new ArrayList<>();
    for (int tile = 0; tile < tiles.count(); tile++) {
      int from = tiles.from(tile);
      int to = tiles.from(tile + 1);
      parts.add(new Part(targets.of(from, to), states.slice(from, to)));
    }
    return parts;
  }

  private Draws run(
      List<Part> parts, Batch states, TileChain.Course course, ProgressListener listener) {
    int steps = course.steps();
    TileChain[] running = new TileChain[parts.size()];
    workers.parallel(
        running.length,
        tile ->
            running[tile] =
                new TileChain(course, tile, parts.get(tile).target(), parts.get(tile).rows()));
    int interval = Math.max(1, (steps + MOMENTS - 1) / MOMENTS);
    int turns = (steps + interval - 1) / interval;
    Trace trace = new Trace(parts, steps / interval);
    Batch first = parts.isEmpty() ? states.slice(0, 0) : parts.get(0).rows();
    Strip.Recorder strip = new Strip.Recorder(first, turns, interval, steps);
    Way.Watch watch = steps == 1 && running.length > 0 ? new Way.Watch(running) : null;
    AtomicLong total = new AtomicLong();
    workers.forEachInTurns(
        running.length,
        turns,
        (tile, turn) -> {
          int from = turn * interval;
          int block = Math.min(interval, steps - from);
          running[tile].advance(from, block);
          if (block == interval) {
            trace.record(running[tile], tile, turn);
          }
          if (tile == 0) {
            strip.record(running[tile].rows(), turn + 1);
          }
          listener.at(total.addAndGet(block), (long) running.length * steps);
        });
    List<MarkovChain> chains = Arrays.stream(running).map(TileChain::chain).toList();
    int still = Arrays.stream(running).mapToInt(TileChain::still).sum();
    int count = parts.stream().mapToInt(part -> part.rows().size()).sum();
    int watched = running.length == 0 ? 0 : running[0].watched();
    Way way = watch == null ? Way.NONE : watch.way();
    return new Draws(
        states,
        ChainReport.of(chains, still, count, watched),
        trace.values,
        interval,
        way.stages().isEmpty() ? strip.strip() : Strip.of(way),
        way,
        SamplerFactory.independent(course.sampler()));
  }

  /** Energies and some coordinates of the first chains, moment by moment. */
  private static final class Trace {
    final double[][][] values;
    private final List<Integer> firstChains = new ArrayList<>(); // of tiles that are traced

    private final boolean costly;

    Trace(List<Part> parts, int moments) {
      costly = !parts.isEmpty() && Capabilities.has(parts.get(0).target(), Costly.class);
      int chains = 0;
      int coordinates = MOST_COORDINATES;
      for (Part part : parts) {
        int size = part.rows().size();
        if (!firstChains.isEmpty() && chains + size > MOST_TRACED) {
          break;
        }
        firstChains.add(chains);
        chains += size;
        coordinates = Math.min(coordinates, part.rows().dim());
      }
      values = new double[1 + coordinates][chains][moments];
    }

    void record(TileChain tile, int number, int moment) {
      if (number >= firstChains.size()) {
        return;
      }
      Batch rows = tile.rows();
      double[] energies = new double[rows.size()]; // left out where they cost too much
      if (!costly) {
        tile.energies(energies);
      }
      for (int row = 0; row < rows.size(); row++) {
        int chain = firstChains.get(number) + row;
        values[0][chain][moment] = energies[row];
        for (int q = 1; q < values.length; q++) {
          int coordinate = (int) ((long) (q - 1) * rows.dim() / (values.length - 1));
          values[q][chain][moment] = rows.get(row, coordinate);
        }
      }
    }
  }
}
