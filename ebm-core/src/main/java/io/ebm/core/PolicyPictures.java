package io.ebm.core;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Drawable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.ExactMarginals;
import io.ebm.api.GridShaped;
import io.ebm.api.Interactive;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.core.report.Animation;
import io.ebm.core.report.Bars;
import io.ebm.core.report.Curves;
import io.ebm.core.report.GridMap;
import io.ebm.core.report.HeatMaps;
import io.ebm.core.report.Series;
import io.ebm.core.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Pictures of a policy: an episode, the energies of actions along it, values and policy on grids.
 */
final class PolicyPictures {

  /** Receives a picture. */
  interface Sink {
    void add(String file, String caption, Supplier<byte[]> image);
  }

  private static final int MOST_FRAMES = 200;
  private static final int CHOSEN = 8;
  private static final int CELLS = 60;

  private final Conditional<Batch> policy;
  private final Interactive task;
  private final Environment world;
  private final RandomStream random;

  PolicyPictures(Model policy, Interactive task, long seed) {
    this.policy = Task.given(policy);
    this.task = task;
    world = task.environment();
    random = RandomStream.of(seed).split("report");
  }

  /** Plays one episode and draws. */
  void draw(Sink sink) {
    Episodes episode = world.start(1);
    episode.reset(0, random.split("episode"));
    Interactive.Actor actor = task.actor(policy, 1, random.split("actor"));
    Animation animation = new Animation();
    List<Batch> path = new ArrayList<>();
    Batch action = Batch.allocate(1, world.actions().dim());
    byte[] end = {Episodes.RUNNING};
    while (true) {
      if (episode instanceof Drawable drawable && path.size() < MOST_FRAMES) {
        animation.add(drawable, 0);
      }
      if (end[0] != Episodes.RUNNING) {
        break;
      }
      Batch seen = Batch.allocate(1, world.observations().dim());
      episode.observe(seen);
      path.add(seen);
      actor.act(seen, action);
      episode.step(action, new double[1], end);
    }
    if (animation.frames() > 0) {
      sink.add(
          "episode.gif",
          path.size() < MOST_FRAMES
              ? "An episode of " + path.size() + " steps"
              : "The first " + animation.frames() + " of " + path.size() + " steps of an episode",
          () -> animation.gif(animation.frames() > 60 ? 4 : 10));
    }
    energies(path, sink);
    if (world instanceof GridShaped grid) {
      grid(grid, sink);
    }
  }

  private void energies(List<Batch> path, Sink sink) {
    int count = Math.min(CHOSEN, path.size());
    int[] steps = new int[count];
    for (int i = 0; i < count; i++) {
      steps[i] = count == 1 ? 0 : (int) ((long) i * (path.size() - 1) / (count - 1));
    }
    StateSpace actions = world.actions();
    String where = "in states along that episode";
    if (actions instanceof StateSpace.Box box && actions.dim() == 2) {
      List<HeatMaps.Panel> panels = new ArrayList<>();
      for (int step : steps) {
        panels.add(new HeatMaps.Panel("step " + (step + 1), plane(path.get(step), box)));
      }
      sink.add(
          "action-energies.png",
          "The energy of actions " + where + "; dark is low, and low is likely",
          () -> HeatMaps.png(panels));
    } else if (actions instanceof StateSpace.Box box && actions.dim() == 1) {
      List<Series> lines = new ArrayList<>();
      for (int i = 0; i < count; i += 2) {
        lines.add(line(path.get(steps[i]), box, "step " + (steps[i] + 1)));
      }
      sink.add(
          "action-energies.png",
          "The energy of actions " + where + ", above its least",
          () -> Curves.png("Energy of actions", "action", "energy", lines));
    } else if (actions instanceof StateSpace.Categorical labels && labels.length() == 1) {
      Map<String, double[]> bars = new LinkedHashMap<>();
      for (int i = 0; i < count; i += 2) {
        bars.put("step " + (steps[i] + 1), aboveLeast(labels(path.get(steps[i]), labels)));
      }
      sink.add(
          "action-energies.png",
          "The energy of actions " + where + ", above its least",
          () -> bars(bars, labels.levels()));
    }
  }

  private static byte[] bars(Map<String, double[]> energies, int actions) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < actions; k++) {
      names.add("action " + k);
    }
    return Bars.png(
        "Energy of actions", names, List.copyOf(energies.keySet()), List.copyOf(energies.values()));
  }

  private double[] labels(Batch state, StateSpace.Categorical labels) {
    Batch actions = Batch.allocate(labels.levels(), 1);
    for (int k = 0; k < labels.levels(); k++) {
      actions.set(k, 0, k);
    }
    return of(state, actions);
  }

  private static double[] aboveLeast(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] -= least;
    }
    return values;
  }

  private Series line(Batch state, StateSpace.Box box, String name) {
    int points = 2 * CELLS + 1;
    Batch actions = Batch.allocate(points, 1);
    double[] x = new double[points];
    for (int i = 0; i < points; i++) {
      x[i] = box.low() + ((double) box.high() - box.low()) * i / (points - 1);
      actions.set(i, 0, (float) x[i]);
    }
    return new Series(name, x, aboveLeast(of(state, actions)));
  }

  private double[][] plane(Batch state, StateSpace.Box box) {
    Batch actions = Batch.allocate(CELLS * CELLS, 2);
    double width = (double) box.high() - box.low();
    for (int y = 0; y < CELLS; y++) {
      for (int x = 0; x < CELLS; x++) {
        actions.set(y * CELLS + x, 0, (float) (box.low() + width * (x + 0.5) / CELLS));
        actions.set(y * CELLS + x, 1, (float) (box.high() - width * (y + 0.5) / CELLS));
      }
    }
    double[] energies = of(state, actions);
    double[][] plane = new double[CELLS][CELLS];
    for (int i = 0; i < energies.length; i++) {
      plane[i / CELLS][i % CELLS] = energies[i];
    }
    return plane;
  }

  /** The energies of actions in one state. */
  private double[] of(Batch state, Batch actions) {
    Batch repeated = Batch.allocate(actions.size(), state.dim());
    for (int i = 0; i < actions.size(); i++) {
      repeated.copyRow(i, state, 0);
    }
    double[] energies = new double[actions.size()];
    policy.given(repeated).energies(actions, energies);
    return energies;
  }

  private void grid(GridShaped grid, Sink sink) {
    Batch states = Batch.allocate(grid.states(), 1);
    for (int state = 0; state < grid.states(); state++) {
      states.set(state, 0, state);
    }
    EnergyFunction energy = policy.given(states);
    Tractable tractable = energy.as(Tractable.class).orElse(null);
    if (tractable != null) {
      double[] values = new double[grid.states()];
      double[] probabilities = new double[grid.states() * grid.choices()];
      tractable.logPartitions(grid.states(), values);
      energy.as(ExactMarginals.class).orElseThrow().marginals(grid.states(), probabilities);
      sink.add(
          "grid.png",
          "log Z of every state, which is its soft value in units of the temperature, and the policy:"
              + " lines as long as their direction is likely; white cells end an episode",
          () -> GridMap.png(grid, values, probabilities));
    }
  }
}
