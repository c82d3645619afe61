package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Expert;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;
import java.util.List;

/** The environment of {@link ParticleFactory}. */
final class Particle implements Environment, Expert {

  private static final double STEP = 0.005;
  private static final int REPEATS = 10;
  private static final double PULL = 10;
  private static final double DRAG = 5;

  /** How near a goal must be. */
  static final double NEAR = 0.05;

  /** How near the expert goes before it turns to the second goal. */
  private static final double EXPERT_NEAR = 0.01;

  private final int dim;
  private final int limit;

  Particle(int dim, int limit) {
    this.dim = dim;
    this.limit = limit;
  }

  @Override
  public StateSpace observations() {
    return StateSpace.real(4 * dim);
  }

  @Override
  public StateSpace actions() {
    return new StateSpace.Box(List.of(dim), 0, 1);
  }

  @Override
  public int limit() {
    return limit;
  }

  @Override
  public Episodes start(int rows) {
    return new Particles(this, dim, limit, rows);
  }

  @Override
  public void demonstrate(Episodes episodes, Batch actions) {
    if (!(episodes instanceof Particles particles)) {
      throw new IllegalArgumentException("these are not episodes of this environment");
    }
    particles.demonstrate(actions);
  }

  /**
   * A row holds place, velocity, first goal, second goal; the least distances to both goals; and
   * whether the expert has been at the first.
   */
  static final class Particles extends Block implements Drawable {

    private final int dim;
    private final int limit;
    private final int width;

    Particles(Particle environment, int dim, int limit, int rows) {
      super(ParticleFactory.NAME, environment, rows, 4 * dim + 3);
      this.dim = dim;
      this.limit = limit;
      width = 4 * dim + 3;
    }

    @Override
    void begin(int at, RandomStream random) {
      for (int k = 0; k < 4 * dim; k++) {
        state[at + k] = k / dim == 1 ? 0 : random.nextDouble();
      }
      state[at + 4 * dim] = Double.POSITIVE_INFINITY;
      state[at + 4 * dim + 1] = Double.POSITIVE_INFINITY;
      state[at + 4 * dim + 2] = 0;
    }

    @Override
    boolean move(
        int row,
        int at,
        float[] actions,
        int action,
        int step,
        RandomStream random,
        double[] reward) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        for (int k = 0; k < dim; k++) {
          double place = state[at + k];
          double velocity = state[at + dim + k];
          double force = PULL * (actions[action + k] - place) - DRAG * velocity;
          state[at + k] = place + velocity * STEP;
          state[at + dim + k] = velocity + force * STEP;
        }
      }
      int least = at + 4 * dim;
      state[least] = Math.min(state[least], distance(at, 2));
      state[least + 1] = Math.min(state[least + 1], distance(at, 3));
      boolean end = step >= limit;
      reward[row] = end && state[least] < NEAR && state[least + 1] < NEAR ? 1 : 0;
      return end;
    }

    /** The distance of the place to the part that begins at {@code part · dim}. */
    private double distance(int at, int part) {
      double sum = 0;
      for (int k = 0; k < dim; k++) {
        double difference = state[at + k] - state[at + part * dim + k];
        sum += difference * difference;
      }
      return Math.sqrt(sum);
    }

    void demonstrate(Batch actions) {
      for (int row = 0; row < rows(); row++) {
        int at = row * width;
        if (distance(at, 2) < EXPERT_NEAR) {
          state[at + 4 * dim + 2] = 1;
        }
        int goal = state[at + 4 * dim + 2] > 0 ? 3 : 2;
        for (int k = 0; k < dim; k++) {
          actions.set(row, k, (float) state[at + goal * dim + k]);
        }
      }
    }

    @Override
    public double[] view() {
      return new double[] {-0.05, -0.05, 1.05, 1.05};
    }

    /** The first two dimensions; of one alone, the middle of the other. */
    @Override
    public void draw(int row, Sketch on) {
      int at = row * width;
      on.disc(first(at, 2), second(at, 2), NEAR, Sketch.GOAL);
      on.disc(first(at, 3), second(at, 3), NEAR, Sketch.DANGER);
      on.disc(first(at, 0), second(at, 0), 0.02, Sketch.ACCENT);
    }

    private double first(int at, int part) {
      return state[at + part * dim];
    }

    private double second(int at, int part) {
      return dim > 1 ? state[at + part * dim + 1] : 0.5;
    }

    @Override
    public void observe(Batch into) {
      for (int row = 0; row < rows(); row++) {
        for (int k = 0; k < 4 * dim; k++) {
          into.set(row, k, (float) state[row * width + k]);
        }
      }
    }

    @Override
    public void outcome(int row, Metrics metrics) {
      int at = row * width;
      boolean first = state[at + 4 * dim] < NEAR;
      boolean second = state[at + 4 * dim + 1] < NEAR;
      double last = distance(at, 3);
      metrics.record("first-goal", first ? 1 : 0);
      metrics.record("second-goal", second ? 1 : 0);
      metrics.record("last-distance", last);
      metrics.record("success", first && second && last < NEAR ? 1 : 0);
    }
  }
}
