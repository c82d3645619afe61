package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;
import java.util.List;

/** The environment of {@link PendulumFactory}. */
final class Pendulum implements Environment {

  private static final double MOST_SPEED = 8;
  private static final double MOST_TORQUE = 2;
  private static final double STEP = 0.05;
  private static final double GRAVITY = 10;

  private static final StateSpace OBSERVATIONS = StateSpace.real(3);
  private static final StateSpace ACTIONS =
      new StateSpace.Box(List.of(1), (float) -MOST_TORQUE, (float) MOST_TORQUE);

  private final int limit;

  Pendulum(int limit) {
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
    return new Rods(this, rows);
  }

  /** A row holds θ and dθ/dt. */
  static final class Rods extends Block implements Drawable {

    Rods(Pendulum environment, int rows) {
      super(PendulumFactory.NAME, environment, rows, 2);
    }

    @Override
    void begin(int at, RandomStream random) {
      state[at] = uniform(random, -Math.PI, Math.PI);
      state[at + 1] = uniform(random, -1, 1);
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
      double angle = state[at];
      double speed = state[at + 1];
      float torque = actions[action]; // a float in what follows, as in Gymnasium
      double turn = angle + Math.PI;
      double lean = turn - 2 * Math.PI * Math.floor(turn / (2 * Math.PI)) - Math.PI;
      reward[row] = -(lean * lean + 0.1 * speed * speed + 0.001f * (torque * torque));
      speed += (3 * GRAVITY / 2 * Math.sin(angle) + 3f * torque) * STEP;
      speed = Math.max(-MOST_SPEED, Math.min(MOST_SPEED, speed));
      state[at] = angle + speed * STEP;
      state[at + 1] = speed;
      return false;
    }

    @Override
    public double[] view() {
      return new double[] {-1.3, -1.3, 1.3, 1.3};
    }

    @Override
    public void draw(int row, Sketch on) {
      double angle = state[2 * row];
      on.line(0, 0, -Math.sin(angle), Math.cos(angle), 0.16, Sketch.ACCENT);
      on.disc(0, 0, 0.06, Sketch.INK);
    }

    @Override
    public void observe(Batch into) {
      for (int row = 0; row < rows(); row++) {
        into.set(row, 0, (float) Math.cos(state[2 * row]));
        into.set(row, 1, (float) Math.sin(state[2 * row]));
        into.set(row, 2, (float) state[2 * row + 1]);
      }
    }
  }
}
