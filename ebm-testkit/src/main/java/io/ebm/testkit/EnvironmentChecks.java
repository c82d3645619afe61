package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Expert;
import io.ebm.api.GridShaped;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateMemory;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.Tabular;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Environment} can do besides, check by check. Each throws {@link AssertionError};
 * each does nothing for an environment without the capability.
 */
public final class EnvironmentChecks {

  private static final int ROWS = 32;

  private EnvironmentChecks() {}

  private static Episodes begun(Environment environment, long seed) {
    Episodes episodes = environment.start(ROWS);
    for (int row = 0; row < ROWS; row++) {
      episodes.reset(row, RandomStream.of(seed).split(row));
    }
    return episodes;
  }

  /** Something that may happen. */
  private record Outcome(double reward, int next, boolean terminates) {}

  private static Map<Outcome, Double> outcomes(Tabular table, int state, int action) {
    Map<Outcome, Double> outcomes = new HashMap<>();
    table.outcomes(
        state,
        action,
        (p, reward, next, terminates) -> {
          require(
              p > 0 && Double.isFinite(reward) && next >= 0 && next < table.states(),
              name(table)
                  + ": in state "
                  + state
                  + ", action "
                  + action
                  + " has an outcome of"
                  + " probability "
                  + p
                  + ", reward "
                  + reward
                  + ", next state "
                  + next);
          outcomes.merge(new Outcome(reward, next, terminates), p, Double::sum);
        });
    double sum = outcomes.values().stream().mapToDouble(p -> p).sum();
    require(
        Math.abs(sum - 1) <= 1e-9,
        name(table)
            + ": in state "
            + state
            + ", the probabilities of action "
            + action
            + " sum to "
            + sum);
    return outcomes;
  }

  private static String name(Object environment) {
    return "environment " + environment.getClass().getSimpleName();
  }

  /**
   * {@link Tabular}: probabilities sum to 1, and what happens in 200 steps of 32 episodes are the
   * outcomes, as often as is said.
   */
  public static void outcomesAreWhatHappens(Environment environment, long seed) {
    if (!(environment instanceof Tabular table)) {
      return;
    }
    require(
        environment.observations().equals(new StateSpace.Categorical(1, table.states()))
            && environment.actions().equals(new StateSpace.Categorical(1, table.choices())),
        name(table)
            + ": it has "
            + table.states()
            + " states and "
            + table.choices()
            + " choices, but observations in "
            + environment.observations()
            + ", actions in "
            + environment.actions());
    for (int state = 0; state < table.states(); state++) {
      for (int action = 0; action < table.choices(); action++) {
        outcomes(table, state, action);
      }
    }
    PValue.confirm(
        name(table) + ": what happens has the probabilities told",
        seed,
        s -> frequencies(environment, table, s));
  }

  private static List<PValue> frequencies(Environment environment, Tabular table, long seed) {
    Map<List<Integer>, Map<Outcome, Integer>> seen = new HashMap<>();
    RandomStream random = RandomStream.of(seed).split("actions");
    Episodes episodes = begun(environment, seed);
    Batch before = Batch.allocate(ROWS, 1);
    Batch after = Batch.allocate(ROWS, 1);
    Batch actions = Batch.allocate(ROWS, 1);
    double[] rewards = new double[ROWS];
    byte[] ends = new byte[ROWS];
    for (int step = 0; step < 200; step++) {
      environment.actions().randomStart(actions, random);
      episodes.observe(before);
      episodes.step(actions, rewards, ends);
      episodes.observe(after);
      for (int row = 0; row < ROWS; row++) {
        int state = (int) before.get(row, 0);
        int action = (int) actions.get(row, 0);
        Outcome outcome =
            new Outcome(rewards[row], (int) after.get(row, 0), ends[row] == Episodes.TERMINATED);
        require(
            outcomes(table, state, action).containsKey(outcome),
            name(table)
                + ": in state "
                + state
                + ", action "
                + action
                + " led to "
                + outcome
                + ", which is not among its outcomes");
        seen.computeIfAbsent(List.of(state, action), k -> new HashMap<>())
            .merge(outcome, 1, Integer::sum);
        if (ends[row] != Episodes.RUNNING) {
          episodes.reset(row, random.split("again").split(step).split(row));
        }
      }
    }
    List<PValue> tests = new ArrayList<>();
    seen.forEach(
        (place, found) -> {
          Map<Outcome, Double> told = outcomes(table, place.get(0), place.get(1));
          double[] p = new double[told.size()];
          long[] counts = new long[told.size()];
          int k = 0;
          for (Map.Entry<Outcome, Double> outcome : told.entrySet()) {
            p[k] = outcome.getValue();
            counts[k++] = found.getOrDefault(outcome.getKey(), 0);
          }
          String what = "action " + place.get(1) + " in state " + place.get(0);
          tests.add(new PValue(what, Statistics.chiSquare(counts, p)));
        });
    return tests;
  }

  /**
   * {@link GridShaped}: every state has a cell of its own in the grid, directions are steps of one,
   * and an action whose outcome is sure goes its way or nowhere.
   */
  public static void cellsAreApart(Environment environment) {
    if (!(environment instanceof GridShaped grid)) {
      return;
    }
    Set<List<Integer>> cells = new HashSet<>();
    for (int state = 0; state < grid.states(); state++) {
      int row = grid.row(state);
      int column = grid.column(state);
      require(
          row >= 0
              && row < grid.height()
              && column >= 0
              && column < grid.width()
              && cells.add(List.of(row, column)),
          name(grid)
              + ": state "
              + state
              + " is in row "
              + row
              + ", column "
              + column
              + " of "
              + grid.height()
              + " × "
              + grid.width()
              + ", or in the cell of another");
      for (int action = 0; action < grid.choices(); action++) {
        int across = grid.across(action);
        int down = grid.down(action);
        require(
            Math.abs(across) <= 1 && Math.abs(down) <= 1,
            name(grid)
                + ": action "
                + action
                + " goes "
                + across
                + " across and "
                + down
                + " down");
        Map<Outcome, Double> outcomes = outcomes(grid, state, action);
        if (grid.acts(state) && outcomes.size() == 1) {
          int next = outcomes.keySet().iterator().next().next();
          boolean goes = grid.row(next) == row + down && grid.column(next) == column + across;
          require(
              goes || next == state,
              name(grid)
                  + ": action "
                  + action
                  + " leads from state "
                  + state
                  + " to "
                  + next
                  + ", which is not its way");
        }
      }
    }
  }

  /** Episodes of somebody else. */
  private static final class Foreign implements Episodes {
    @Override
    public int rows() {
      return ROWS;
    }

    @Override
    public void reset(int row, RandomStream random) {}

    @Override
    public void observe(Batch into) {
      into.fill(0);
    }

    @Override
    public void step(Batch actions, double[] rewards, byte[] ends) {}

    @Override
    public void save(StateWriter writer) {}

    @Override
    public void restore(StateReader reader) {}
  }

  /**
   * {@link Expert}: its actions lie in the space, the same ones in the same place, and bring no
   * less reward than random ones; episodes of another environment are refused.
   */
  public static void expertIsWorthImitating(Environment environment, long seed) {
    if (!(environment instanceof Expert expert)) {
      return;
    }
    double chance = rewards(environment, null, seed);
    double known = rewards(environment, expert, seed);
    require(
        known >= chance,
        name(expert) + ": its expert has a mean reward of " + known + ", chance of " + chance);
    require(
        known == rewards(environment, expert, seed),
        name(expert) + ": its expert goes another way the second time");
    try {
      expert.demonstrate(new Foreign(), Batch.allocate(ROWS, environment.actions().dim()));
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw new AssertionError(name(expert) + ": its expert takes episodes of another environment");
  }

  private static double rewards(Environment environment, @Nullable Expert expert, long seed) {
    Episodes episodes = begun(environment, seed);
    RandomStream random = RandomStream.of(seed).split("chance");
    Batch actions = Batch.allocate(ROWS, environment.actions().dim());
    double[] rewards = new double[ROWS];
    byte[] ends = new byte[ROWS];
    boolean[] over = new boolean[ROWS];
    double sum = 0;
    for (int step = 0; step < environment.limit(); step++) {
      if (expert == null) {
        environment.actions().randomStart(actions, random);
      } else {
        expert.demonstrate(episodes, actions);
      }
      int outside = environment.actions().firstOutside(actions);
      require(
          outside < 0,
          name(environment)
              + ": in step "
              + step
              + ", the action of row "
              + outside
              + " is not in "
              + environment.actions());
      episodes.step(actions, rewards, ends);
      for (int row = 0; row < ROWS; row++) {
        sum += over[row] ? 0 : rewards[row];
        over[row] |= ends[row] != Episodes.RUNNING;
      }
    }
    return sum / ROWS;
  }

  /** Draws nothing, and keeps the numbers. */
  private static final class Numbers implements Sketch {
    private final List<Double> all = new ArrayList<>();

    @Override
    public void line(double fromX, double fromY, double toX, double toY, double width, int colour) {
      all.addAll(List.of(fromX, fromY, toX, toY, width));
    }

    @Override
    public void disc(double x, double y, double radius, int colour) {
      all.addAll(List.of(x, y, radius));
    }

    @Override
    public void box(double fromX, double fromY, double toX, double toY, int colour) {
      all.addAll(List.of(fromX, fromY, toX, toY));
    }
  }

  /**
   * {@link Drawable}: the view has an extent and stays, something is drawn by finite numbers, and
   * drawing changes nothing.
   */
  public static void drawsWithinItsView(Environment environment, long seed) {
    Episodes episodes = begun(environment, seed);
    if (!(episodes instanceof Drawable drawable)) {
      return;
    }
    double[] view = drawable.view();
    require(
        view.length == 4 && view[0] < view[2] && view[1] < view[3] && finite(view),
        name(environment) + ": its view is " + Arrays.toString(view));
    StateMemory before = TestState.of(episodes);
    for (int row = 0; row < ROWS; row += ROWS - 1) {
      Numbers first = new Numbers();
      drawable.draw(row, first);
      Numbers again = new Numbers();
      drawable.draw(row, again);
      require(
          !first.all.isEmpty() && first.all.stream().allMatch(Double::isFinite),
          name(environment) + ": row " + row + " is drawn by " + first.all);
      require(
          first.all.equals(again.all),
          name(environment) + ": row " + row + " is drawn in another way the second time");
    }
    require(
        TestState.of(episodes).equals(before), name(environment) + ": drawing changes an episode");
    require(
        Arrays.equals(view, drawable.view()), name(environment) + ": its view is another one now");
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
