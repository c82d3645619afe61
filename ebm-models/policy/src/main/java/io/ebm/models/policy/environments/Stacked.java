package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Expert;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.Sketch;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** The environment of {@link StackedFactory}. */
class Stacked implements Environment {

  private final Environment inner;
  private final int frames;
  private final StateSpace observations;

  private Stacked(Environment inner, int frames) {
    this.inner = inner;
    this.frames = frames;
    observations = stack(inner.observations(), frames);
  }

  /** An environment that shows the last observations of another, with its expert if it has one. */
  static Environment of(Environment inner, int frames) {
    return inner instanceof Expert expert
        ? new WithExpert(inner, expert, frames)
        : new Stacked(inner, frames);
  }

  /** The space of {@code frames} rows of another, one after the other. */
  static StateSpace stack(StateSpace space, int frames) {
    if (space instanceof StateSpace.Categorical labels) {
      return new StateSpace.Categorical(
          Sizes.product("the frames", frames, labels.length()), labels.levels());
    }
    List<Integer> shape = new ArrayList<>(List.of(frames));
    shape.addAll(space.shape());
    if (space instanceof StateSpace.Box box) {
      return new StateSpace.Box(shape, box.low(), box.high());
    }
    if (space instanceof StateSpace.Binary) {
      return new StateSpace.Binary(shape);
    }
    return space instanceof StateSpace.Spin
        ? new StateSpace.Spin(shape)
        : new StateSpace.Real(shape);
  }

  @Override
  public StateSpace observations() {
    return observations;
  }

  @Override
  public StateSpace actions() {
    return inner.actions();
  }

  @Override
  public int limit() {
    return inner.limit();
  }

  @Override
  public Episodes start(int rows) {
    Episodes episodes = inner.start(rows);
    int seen = inner.observations().dim();
    return episodes instanceof Drawable drawable
        ? new Drawn(episodes, drawable, frames, seen)
        : new Frames(episodes, frames, seen);
  }

  /** Whoever knows the way sees what is inside. */
  private static final class WithExpert extends Stacked implements Expert {

    private final Expert expert;

    WithExpert(Environment inner, Expert expert, int frames) {
      super(inner, frames);
      this.expert = expert;
    }

    @Override
    public void demonstrate(Episodes episodes, Batch actions) {
      if (!(episodes instanceof Frames own)) {
        throw new IllegalArgumentException("these are not episodes of this environment");
      }
      expert.demonstrate(own.inner, actions);
    }
  }

  /** Episodes with the last observations of every row. */
  private static class Frames implements Episodes {

    private final Episodes inner;

    /** What is seen now. */
    private final Batch latest;

    /** The last observations of every row, the oldest first. */
    private final Batch history;

    /** The rows that have begun and were not looked at since. */
    private final boolean[] begun;

    Frames(Episodes inner, int frames, int seen) {
      this.inner = inner;
      latest = Batch.allocate(inner.rows(), seen);
      history = Batch.allocate(inner.rows(), Sizes.product("the frames", frames, seen));
      begun = new boolean[inner.rows()];
    }

    @Override
    public int rows() {
      return inner.rows();
    }

    @Override
    public void reset(int row, RandomStream random) {
      inner.reset(row, random);
      begun[row] = true;
    }

    /** Fills the rows that have begun with what is seen in them. */
    private void settle() {
      boolean looked = false;
      for (int row = 0; row < begun.length; row++) {
        if (!begun[row]) {
          continue;
        }
        if (!looked) {
          inner.observe(latest);
          looked = true;
        }
        int from = latest.offset(row);
        int to = history.offset(row);
        for (int at = 0; at < history.dim(); at += latest.dim()) {
          System.arraycopy(latest.array(), from, history.array(), to + at, latest.dim());
        }
        begun[row] = false;
      }
    }

    @Override
    public void observe(Batch into) {
      settle();
      into.copyFrom(history);
    }

    @Override
    public void step(Batch actions, double[] rewards, byte[] ends) {
      settle();
      inner.step(actions, rewards, ends);
      inner.observe(latest);
      int seen = latest.dim();
      int older = history.dim() - seen;
      float[] all = history.array();
      for (int row = 0; row < begun.length; row++) {
        int at = history.offset(row);
        System.arraycopy(all, at + seen, all, at, older);
        System.arraycopy(latest.array(), latest.offset(row), all, at + older, seen);
      }
    }

    @Override
    public void outcome(int row, Metrics metrics) {
      inner.outcome(row, metrics);
    }

    @Override
    public void save(StateWriter writer) {
      long[] rows = new long[begun.length];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = begun[row] ? 1 : 0;
      }
      writer.put("history", history.array());
      writer.put("begun", rows);
      inner.save(writer.child("inner"));
    }

    @Override
    public void restore(StateReader reader) {
      float[] saved = reader.floats("history");
      long[] rows = reader.longs("begun");
      if (saved.length != history.length() || rows.length != begun.length) {
        throw new IllegalArgumentException(
            "a checkpoint of other episodes cannot restore "
                + begun.length
                + " rows of environment '"
                + StackedFactory.NAME
                + "'");
      }
      inner.restore(reader.child("inner"));
      System.arraycopy(saved, 0, history.array(), 0, saved.length);
      for (int row = 0; row < rows.length; row++) {
        begun[row] = rows[row] != 0;
      }
    }
  }

  /** Episodes that can be drawn. */
  private static final class Drawn extends Frames implements Drawable {

    private final Drawable inner;

    Drawn(Episodes episodes, Drawable inner, int frames, int seen) {
      super(episodes, frames, seen);
      this.inner = inner;
    }

    @Override
    public double[] view() {
      return inner.view();
    }

    @Override
    public void draw(int row, Sketch on) {
      inner.draw(row, on);
    }
  }
}
