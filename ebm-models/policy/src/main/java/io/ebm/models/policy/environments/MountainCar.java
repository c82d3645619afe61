package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;

/** The environment of {@link MountainCarFactory}. */
final class MountainCar implements Environment {

  static final double LEFT = -1.2;
  static final double RIGHT = 0.6;
  static final double GOAL = 0.5;
  private static final double MOST_SPEED = 0.07;
  private static final double FORCE = 0.001;
  private static final double GRAVITY = 0.0025;

  private static final StateSpace OBSERVATIONS = StateSpace.real(2);
  private static final StateSpace ACTIONS = new StateSpace.Categorical(1, 3);

  private final int limit;

  MountainCar(int limit) {
    this.limit = limit;
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
    return limit;
  }

  @Override
  public Episodes start(int rows) {
    return new Cars(this, rows);
  }

  /** A row holds place and speed. */
  static final class Cars extends Block implements Drawable {

    Cars(MountainCar environment, int rows) {
      super(MountainCarFactory.NAME, environment, rows, 2);
    }

    @Override
    void begin(int at, RandomStream random) {
      state[at] = uniform(random, -0.6, -0.4);
      state[at + 1] = 0;
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
      double place = state[at];
      double speed = state[at + 1] + (actions[action] - 1) * FORCE - Math.cos(3 * place) * GRAVITY;
      speed = Math.max(-MOST_SPEED, Math.min(MOST_SPEED, speed));
      place = Math.max(LEFT, Math.min(RIGHT, place + speed));
      if (place == LEFT && speed < 0) {
        speed = 0;
      }
      state[at] = place;
      state[at + 1] = speed;
      reward[row] = -1;
      return place >= GOAL && speed >= 0;
    }

    @Override
    public double[] view() {
      return new double[] {LEFT, 0, RIGHT, 1.2};
    }

    private static double height(double place) {
      return 0.45 * Math.sin(3 * place) + 0.55;
    }

    @Override
    public void draw(int row, Sketch on) {
      double step = (RIGHT - LEFT) / 60;
      for (double x = LEFT; x < RIGHT - step / 2; x += step) {
        on.line(x, height(x), x + step, height(x + step), 0.01, Sketch.FAINT);
      }
      on.line(GOAL, height(GOAL), GOAL, height(GOAL) + 0.15, 0.02, Sketch.GOAL);
      double place = state[2 * row];
      on.disc(place, height(place) + 0.04, 0.04, Sketch.ACCENT);
    }

    @Override
    public void observe(Batch into) {
      for (int row = 0; row < rows(); row++) {
        into.set(row, 0, (float) state[2 * row]);
        into.set(row, 1, (float) state[2 * row + 1]);
      }
    }
  }
}
