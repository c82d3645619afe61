package io.ebm.core.sampling;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
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
import java.util.Arrays;

/**
 * The chains of one tile, with a sampler and a stream of their own; used by one thread at a time.
 */
final class TileChain {

  /**
   * How chains run.
   *
   * @param sampler moves them
   * @param run whose they are
   * @param steps transitions of each
   * @param warmUp how many of them are warm-up
   * @param startScale what the space's random start is multiplied by, where the space is real
   */
  record Course(
      Component<Sampler> sampler, RunContext.Run run, int steps, int warmUp, double startScale) {}

  private final Course course;
  private final int number;
  private final EnergyFunction target;
  private final Batch rows;
  private final RunProgress progress = new RunProgress();
  private final MarkovChain chain;
  private final int watchFrom;
  private final float[] watchedRows; // the states when the watch began
  private final boolean[] moved; // since then
  private int watched; // transitions since then

  /**
   * Chains at a random start.
   *
   * @param number of the tile
   * @param target what they draw from
   * @param rows where they stand, overwritten
   */
  TileChain(Course course, int number, EnergyFunction target, Batch rows) {
    this.course = course;
    this.number = number;
    this.target = target;
    this.rows = rows;
    RunContext context =
        new RunContext(course.run(), "sampling.sampler", number, progress, new MetricsBuffer());
    RandomStream random = context.random();
    start(random.split("start"));
    boolean holds = target instanceof Clamped;
    if (target instanceof Clamped clamped) {
      clamped.apply(rows);
    }
    chain = begin(context, random.split("chain"));
    if (chain instanceof Adaptive adaptive) {
      adaptive.warmUp(course.warmUp());
    }
    watchFrom = holds ? course.steps() : Math.max(course.warmUp(), course.steps() / 2);
    watchedRows = new float[rows.length()];
    moved = new boolean[rows.size()];
  }

  private void start(RandomStream random) {
    target.space().randomStart(rows, random);
    if (course.startScale() != 1 && target.space() instanceof StateSpace.Real) {
      float[] array = rows.array();
      for (int i = rows.offset(); i < rows.offset() + rows.length(); i++) {
        array[i] *= (float) course.startScale();
      }
    }
  }

  /** What a sampler refuses is a mistake of who chose it. */
  private MarkovChain begin(RunContext context, RandomStream random) {
    try {
      return Making.make(course.sampler(), context).start(target, rows, random);
    } catch (IllegalArgumentException e) {
      throw new UserException("sampling.sampler: " + Texts.reason(e), e);
    }
  }

  /** Where the chains stand. */
  Batch rows() {
    return rows;
  }

  MarkovChain chain() {
    return chain;
  }

  /** For how many transitions it was watched which chains move. */
  int watched() {
    return watched;
  }

  /** How many chains did not move while they were watched. */
  int still() {
    int still = 0;
    for (boolean one : moved) {
      still += one ? 0 : 1;
    }
    return still;
  }

  /** Their energies, as the target has them. */
  void energies(double[] out) {
    target.energies(rows, out);
  }

  /** Moves them on from a step. */
  void advance(int from, int count) {
    move(from, count);
    watch(from + count, count);
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
          Arrays.mismatch(rows.array(), at, at + dim, watchedRows, row * dim, row * dim + dim) >= 0;
    }
  }

  private void move(int from, int count) {
    progress.moveTo(from, course.steps());
    try {
      chain.advance(count);
    } catch (NonFiniteException e) {
      throw new RunFailedException(
          "sampling stopped: sampler '"
              + course.sampler().type()
              + "', tile "
              + number
              + " (its chains from step "
              + from
              + "): "
              + Texts.reason(e)
              + advice(),
          e);
    }
    requireFinite(from + count);
    if (target instanceof Clamped clamped && !clamped.holds(rows)) {
      throw new UserException(
          "sampling.sampler: sampler '"
              + course.sampler().type()
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
                + course.sampler().type()
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

  /** Advice where a chain failed that had moved: one that began badly ran nowhere. */
  private String advice() {
    return chain.statistics().transitions() > 0
            && course.sampler().factory() instanceof SamplerFactory<?> factory
        ? factory.stepSetting().map(key -> "; a smaller '" + key + "' may help").orElse("")
        : "";
  }
}
