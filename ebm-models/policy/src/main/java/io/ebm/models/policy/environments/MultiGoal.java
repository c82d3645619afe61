package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;
import java.util.List;

/** The environment of {@link MultiGoalFactory}. */
final class MultiGoal implements Environment {

  /** The goals, as x and y. */
  static final double[][] GOALS = {{5, 0}, {-5, 0}, {0, 5}, {0, -5}};

  static final double NEAR = 1;
  static final double EDGE = 7;

  private static final StateSpace OBSERVATIONS =
      new StateSpace.Box(List.of(2), (float) -EDGE, (float) EDGE);
  private static final StateSpace ACTIONS = new StateSpace.Box(List.of(2), -1, 1);

  private final MultiGoalFactory.Config config;

  MultiGoal(MultiGoalFactory.Config config) {
    this.config = config;
  }

  @Override
  public StateSpace observations() {
    return OBSERVATIONS;
  }

  @Override
  public StateSpace actions() {
    return ACTIONS;
  }

  @Override
  public int limit() {
    return config.limit();
  }

  @Override
  public Episodes start(int rows) {
    return new Points(this, config, rows);
  }

  /** The number of the nearest goal. */
  private static int nearest(double x, double y) {
    int nearest = 0;
    for (int goal = 1; goal < GOALS.length; goal++) {
      nearest = square(x, y, goal) < square(x, y, nearest) ? goal : nearest;
    }
    return nearest;
  }

  private static double square(double x, double y, int goal) {
    double dx = x - GOALS[goal][0];
    double dy = y - GOALS[goal][1];
    return dx * dx + dy * dy;
  }

  /** A row holds x and y. */
  static final class Points extends Block implements Drawable {

    private final MultiGoalFactory.Config config;

    Points(MultiGoal environment, MultiGoalFactory.Config config, int rows) {
      super(MultiGoalFactory.NAME, environment, rows, 2);
      this.config = config;
    }

    @Override
    void begin(int at, RandomStream random) {
      state[at] = clip(config.spread() * random.nextGaussian());
      state[at + 1] = clip(config.spread() * random.nextGaussian());
    }

    private static double clip(double value) {
      return Math.max(-EDGE, Math.min(EDGE, value));
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
      double dx = actions[action];
      double dy = actions[action + 1];
      double x = clip(state[at] + dx);
      double y = clip(state[at + 1] + dy);
      state[at] = x;
      state[at + 1] = y;
      double square = square(x, y, nearest(x, y));
      boolean there = square < NEAR * NEAR;
      reward[row] =
          -config.actionCost() * (dx * dx + dy * dy)
              - config.distanceCost() * square
              + (there ? config.goalReward() : 0);
      return there;
    }

    @Override
    public double[] view() {
      return new double[] {-EDGE, -EDGE, EDGE, EDGE};
    }

    @Override
    public void draw(int row, Sketch on) {
      for (double[] goal : GOALS) {
        on.disc(goal[0], goal[1], NEAR, Sketch.GOAL);
      }
      on.disc(state[2 * row], state[2 * row + 1], 0.3, Sketch.ACCENT);
    }

    @Override
    public void observe(Batch into) {
      for (int row = 0; row < rows(); row++) {
        into.set(row, 0, (float) state[2 * row]);
        into.set(row, 1, (float) state[2 * row + 1]);
      }
    }

    @Override
    public void outcome(int row, Metrics metrics) {
      double x = state[2 * row];
      double y = state[2 * row + 1];
      int nearest = nearest(x, y);
      boolean there = square(x, y, nearest) < NEAR * NEAR;
      for (int goal = 0; goal < GOALS.length; goal++) {
        metrics.record("goal-" + (goal + 1), there && goal == nearest ? 1 : 0);
      }
    }
  }
}
