package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Drawable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.ExactMarginals;
import io.ebm.api.GridShaped;
import io.ebm.api.Interactive;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.api.report.Frame;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code policy}: an episode of a policy, the energies of actions along it, values and policy on
 * grids.
 */
@AutoService(ReportSection.class)
public final class PolicySection implements ReportSection {

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String description() {
    return "An episode of a policy, the energies of actions along it, and its map on a grid.";
  }

  @Override
  public String heading() {
    return "Policy";
  }

  @Override
  public boolean applies(RunView run) {
    return run.conditional().isPresent()
        && run.data().filter(Interactive.class::isInstance).isPresent();
  }

  @Override
  @SuppressWarnings("unchecked") // an actor's contexts are rows of numbers
  public void draw(RunView run, Page on) {
    new Drawing(
            (Conditional<Batch>) run.conditional().orElseThrow(),
            (Interactive) run.data().orElseThrow(),
            run.random(),
            on)
        .draw();
  }

  /** The pictures of one run. */
  private static final class Drawing {

    private static final int MOST_FRAMES = 200;
    private static final int MANY_FRAMES = 60;
    private static final int CHOSEN = 8;
    private static final int CELLS = 60;
    private static final String ENERGIES = "action-energies";

    private final Conditional<Batch> policy;
    private final Interactive task;
    private final Environment world;
    private final RandomStream random;
    private final Page page;

    Drawing(Conditional<Batch> policy, Interactive task, RandomStream random, Page page) {
      this.policy = policy;
      this.task = task;
      this.world = task.environment();
      this.random = random;
      this.page = page;
    }

    /** Plays one episode and draws. */
    void draw() {
      Episodes episode = world.start(1);
      episode.reset(0, random.split("episode"));
      Interactive.Actor actor = task.actor(policy, 1, random.split("actor"));
      List<Frame> frames = new ArrayList<>();
      List<Batch> path = new ArrayList<>();
      Batch action = Batch.allocate(1, world.actions().dim());
      byte[] end = {Episodes.RUNNING};
      while (true) {
        if (episode instanceof Drawable drawable && path.size() < MOST_FRAMES) {
          frames.add(Frame.of(drawable, 0));
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
      if (!frames.isEmpty()) {
        page.picture(
            "episode",
            path.size() < MOST_FRAMES
                ? "An episode of " + path.size() + " steps"
                : "The first " + frames.size() + " of " + path.size() + " steps of an episode",
            () -> new Picture.Animation(frames, frames.size() > MANY_FRAMES ? 0.04 : 0.1));
      }
      energies(path);
      if (world instanceof GridShaped grid) {
        grid(grid);
      }
    }

    private void energies(List<Batch> path) {
      int count = Math.min(CHOSEN, path.size());
      int[] steps = new int[count];
      for (int i = 0; i < count; i++) {
        steps[i] = count == 1 ? 0 : (int) ((long) i * (path.size() - 1) / (count - 1));
      }
      StateSpace actions = world.actions();
      String where = "The energy of actions in states along that episode";
      if (actions instanceof StateSpace.Box box && actions.dim() == 2) {
        page.picture(
            ENERGIES, where + "; dark is low, and low is likely", () -> planes(path, steps, box));
      } else if (actions instanceof StateSpace.Box box && actions.dim() == 1) {
        page.picture(ENERGIES, where + ", above its least", () -> lines(path, steps, box));
      } else if (actions instanceof StateSpace.Categorical labels && labels.length() == 1) {
        page.picture(ENERGIES, where + ", above its least", () -> bars(path, steps, labels));
      }
    }

    private Picture planes(List<Batch> path, int[] steps, StateSpace.Box box) {
      List<Picture.Panel> panels = new ArrayList<>();
      for (int step : steps) {
        panels.add(new Picture.Panel("step " + (step + 1), plane(path.get(step), box)));
      }
      return new Picture.HeatMaps(panels);
    }

    private Picture lines(List<Batch> path, int[] steps, StateSpace.Box box) {
      List<Picture.Series> lines = new ArrayList<>();
      for (int i = 0; i < steps.length; i += 2) {
        lines.add(line(path.get(steps[i]), box, "step " + (steps[i] + 1)));
      }
      return new Picture.Lines("Energy of actions", "action", "energy", lines);
    }

    private Picture bars(List<Batch> path, int[] steps, StateSpace.Categorical labels) {
      List<String> quantities = new ArrayList<>();
      List<double[]> values = new ArrayList<>();
      for (int i = 0; i < steps.length; i += 2) {
        String quantity = "step " + (steps[i] + 1);
        if (!quantities.contains(quantity)) {
          quantities.add(quantity);
          values.add(aboveLeast(labels(path.get(steps[i]), labels)));
        }
      }
      List<String> names = new ArrayList<>();
      for (int k = 0; k < labels.levels(); k++) {
        names.add("action " + k);
      }
      return new Picture.Bars("Energy of actions", names, quantities, values);
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

    private Picture.Series line(Batch state, StateSpace.Box box, String name) {
      int points = 2 * CELLS + 1;
      Batch actions = Batch.allocate(points, 1);
      double[] x = new double[points];
      for (int i = 0; i < points; i++) {
        x[i] = box.low() + ((double) box.high() - box.low()) * i / (points - 1);
        actions.set(i, 0, (float) x[i]);
      }
      return new Picture.Series(name, x, aboveLeast(of(state, actions)));
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

    private void grid(GridShaped grid) {
      Batch states = Batch.allocate(grid.states(), 1);
      for (int state = 0; state < grid.states(); state++) {
        states.set(state, 0, state);
      }
      EnergyFunction energy = policy.given(states);
      Tractable tractable = energy.as(Tractable.class).orElse(null);
      ExactMarginals exact = energy.as(ExactMarginals.class).orElse(null);
      if (tractable == null || exact == null) {
        return;
      }
      page.picture(
          "grid",
          "log Z of every state, which is its soft value in units of the temperature, and the"
              + " policy: lines as long as their direction is likely; white cells end an episode",
          () -> map(grid, tractable, exact));
    }

    private static Picture map(GridShaped grid, Tractable tractable, ExactMarginals exact) {
      double[] values = new double[grid.states()];
      double[] probabilities = new double[grid.states() * grid.choices()];
      tractable.logPartitions(grid.states(), values);
      exact.marginals(grid.states(), probabilities);
      List<Picture.Cell> cells = new ArrayList<>();
      for (int state = 0; state < grid.states(); state++) {
        List<Picture.Arrow> arrows = new ArrayList<>();
        for (int action = 0; action < grid.choices(); action++) {
          double p = probabilities[state * grid.choices() + action];
          arrows.add(new Picture.Arrow(p * grid.across(action), p * grid.down(action)));
        }
        cells.add(
            new Picture.Cell(
                grid.row(state), grid.column(state), !grid.acts(state), values[state], arrows));
      }
      return new Picture.GridMap(grid.height(), grid.width(), cells);
    }
  }
}
