package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tabular;

/** The environment of {@link GridworldFactory}. */
final class Gridworld implements Environment, Tabular {

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

  GridMap map() {
    return map;
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
  static final class Walks extends Block {

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
