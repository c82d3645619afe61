package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.GridShaped;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;

/** The environment of {@link GridworldFactory}. */
final class Gridworld implements Environment, GridShaped {

  private static final int DIRECTIONS = 4;
  private static final StateSpace ACTIONS = new StateSpace.Categorical(1, DIRECTIONS);

  private final GridworldFactory.Config config;
  private final GridMap map;

  Gridworld(GridworldFactory.Config config, GridMap map) {
    this.config = config;
    this.map = map;
  }

  @Override
  public StateSpace observations() {
    return new StateSpace.Categorical(1, map.states());
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
    return new Walks(this, rows);
  }

  @Override
  public int height() {
    return map.height();
  }

  @Override
  public int width() {
    return map.width();
  }

  @Override
  public int row(int state) {
    return map.row(state);
  }

  @Override
  public int column(int state) {
    return map.column(state);
  }

  @Override
  public int across(int action) {
    return GridMap.ACROSS[action];
  }

  @Override
  public int down(int action) {
    return GridMap.DOWN[action];
  }

  @Override
  public boolean acts(int state) {
    return !map.ends(state);
  }

  private double reward(int next) {
    return switch (map.letter(next)) {
      case GridMap.GOAL -> config.goal();
      case GridMap.TRAP -> config.trap();
      default -> config.step();
    };
  }

  @Override
  public int states() {
    return map.states();
  }

  @Override
  public int choices() {
    return DIRECTIONS;
  }

  @Override
  public void outcomes(int state, int action, Outcomes into) {
    if (map.ends(state)) {
      into.add(1, 0, state, true);
      return;
    }
    double slip = config.slip();
    if (slip < 1) {
      add(state, action, 1 - slip, into);
    }
    if (slip > 0) {
      add(state, (action + 1) % DIRECTIONS, slip / 2, into);
      add(state, (action + DIRECTIONS - 1) % DIRECTIONS, slip / 2, into);
    }
  }

  private void add(int state, int direction, double probability, Outcomes into) {
    int next = map.neighbour(state, direction);
    into.add(probability, reward(next), next, map.ends(next));
  }

  /** A row holds the state. */
  static final class Walks extends Block implements Drawable {

    private final Gridworld world;

    Walks(Gridworld world, int rows) {
      super(GridworldFactory.NAME, world, rows, 1);
      this.world = world;
    }

    @Override
    void begin(int at, RandomStream random) {
      int[] starts = world.map.starts();
      state[at] = starts[random.nextInt(starts.length)];
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
      int here = (int) state[at];
      if (world.map.ends(here)) {
        reward[row] = 0;
        return true;
      }
      int direction = (int) actions[action];
      double slip = world.config.slip();
      if (slip > 0) {
        double draw = random.nextDouble();
        if (draw < slip) {
          direction = (direction + (draw < slip / 2 ? 1 : DIRECTIONS - 1)) % DIRECTIONS;
        }
      }
      int next = world.map.neighbour(here, direction);
      state[at] = next;
      reward[row] = world.reward(next);
      return world.map.ends(next);
    }

    @Override
    public double[] view() {
      return new double[] {0, -world.map.height(), world.map.width(), 0};
    }

    @Override
    public void draw(int row, Sketch on) {
      on.box(0, -world.map.height(), world.map.width(), 0, Sketch.FAINT);
      for (int cell = 0; cell < world.map.states(); cell++) {
        int colour =
            switch (world.map.letter(cell)) {
              case GridMap.GOAL -> Sketch.GOAL;
              case GridMap.TRAP -> Sketch.DANGER;
              default -> 0xffffff;
            };
        double x = world.map.column(cell);
        double y = -world.map.row(cell);
        on.box(x + 0.02, y - 0.98, x + 0.98, y - 0.02, colour);
      }
      int here = (int) state[row];
      on.disc(world.map.column(here) + 0.5, -world.map.row(here) - 0.5, 0.3, Sketch.ACCENT);
    }

    @Override
    public void observe(Batch into) {
      for (int row = 0; row < rows(); row++) {
        into.set(row, 0, (float) state[row]);
      }
    }

    @Override
    public void outcome(int row, Metrics metrics) {
      metrics.record("success", world.map.letter((int) state[row]) == GridMap.GOAL ? 1 : 0);
    }
  }
}
