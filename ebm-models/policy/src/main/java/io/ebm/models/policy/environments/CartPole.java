package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;

/** The environment of {@link CartPoleFactory}. */
final class CartPole implements Environment {

  private static final double GRAVITY = 9.8;
  private static final double CART = 1.0;
  private static final double POLE = 0.1;
  private static final double TOTAL = CART + POLE;
  private static final double HALF_LENGTH = 0.5;
  private static final double MOMENT = POLE * HALF_LENGTH;
  private static final double FORCE = 10.0;
  private static final double TAU = 0.02;

  /** Beyond this place, in metres, the episode ends. */
  static final double TRACK = 2.4;

  /** Beyond this angle, in radians, it ends too: 12 degrees. */
  static final double LEAN = 12 * 2 * Math.PI / 360;

  private static final StateSpace OBSERVATIONS = StateSpace.real(4);
  private static final StateSpace ACTIONS = new StateSpace.Categorical(1, 2);

  private final int limit;

  CartPole(int limit) {
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
    return new Carts(this, rows);
  }

  /** A row holds x, dx/dt, θ, dθ/dt. */
  static final class Carts extends Block implements Drawable {

    Carts(CartPole environment, int rows) {
      super(CartPoleFactory.NAME, environment, rows, 4);
    }

    @Override
    void begin(int at, RandomStream random) {
      for (int k = at; k < at + 4; k++) {
        state[k] = uniform(random, -0.05, 0.05);
      }
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
      double x = state[at];
      double speed = state[at + 1];
      double angle = state[at + 2];
      double turning = state[at + 3];
      double force = actions[action] > 0 ? FORCE : -FORCE;
      double cosine = Math.cos(angle);
      double sine = Math.sin(angle);
      double push = (force + MOMENT * turning * turning * sine) / TOTAL;
      double angular =
          (GRAVITY * sine - cosine * push)
              / (HALF_LENGTH * (4.0 / 3.0 - POLE * cosine * cosine / TOTAL));
      double acceleration = push - MOMENT * angular * cosine / TOTAL;
      x += TAU * speed;
      angle += TAU * turning;
      state[at] = x;
      state[at + 1] = speed + TAU * acceleration;
      state[at + 2] = angle;
      state[at + 3] = turning + TAU * angular;
      reward[row] = 1;
      return x < -TRACK || x > TRACK || angle < -LEAN || angle > LEAN;
    }

    @Override
    public double[] view() {
      return new double[] {-TRACK, -0.5, TRACK, 1.5};
    }

    @Override
    public void draw(int row, Sketch on) {
      double x = state[4 * row];
      double angle = state[4 * row + 2];
      on.line(-TRACK, 0, TRACK, 0, 0.03, Sketch.FAINT);
      on.box(x - 0.25, -0.12, x + 0.25, 0.12, Sketch.INK);
      double length = 2 * HALF_LENGTH;
      on.line(
          x,
          0.1,
          x + length * Math.sin(angle),
          0.1 + length * Math.cos(angle),
          0.09,
          Sketch.ACCENT);
    }

    @Override
    public void observe(Batch into) {
      float[] out = into.array();
      int offset = into.offset();
      for (int k = 0; k < state.length; k++) {
        out[offset + k] = (float) state[k];
      }
    }
  }
}
