package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks many points down to wells of an energy, all at once: along each coordinate, then along the
 * way that these made together (Hooke and Jeeves 1961), each time to the least of the parabola
 * through three points, or twice as far as before where it has none. A quadratic well is reached in
 * a few steps from any distance, and no gradient is needed. Steps become about one standard
 * deviation of the well.
 */
final class Descent {

  private static final int MOST_SWEEPS = 80;

  /** How many steps a parabola may be followed. */
  private static final double LONGEST = 16;

  /** By what a step changes at most. */
  private static final double SHORTER = 0.02;

  private static final double LONGER = 2;

  /** A sweep that gains less than this many nats is the last, unless its steps are too short. */
  private static final double GAIN = 0.05;

  /** If the energy rises by more within a step, that may span more than one well. */
  private static final double RISE = 4;

  /**
   * What looks like a well is looked at again by steps so many times shorter. A smooth one rises by
   * a sixteenth then, a pole by nearly as much as before.
   */
  private static final double CLOSER = 4;

  private static final double SMOOTH = 0.3;

  private final PointEnergies energies;
  private final Span bounds;
  private final double[][] x;
  private final double[] values;
  private final double[][] steps;
  private final double[][] moves;
  private final double[] factors;
  private final double[] rises;
  private final double[] @Nullable [] kept;
  private final double[] keptRises;
  private int[] active;

  private Descent(PointEnergies energies, Span bounds, List<double[]> starts, double[] step) {
    int n = starts.size();
    this.energies = energies;
    this.bounds = bounds;
    this.x = new double[n][];
    this.steps = new double[n][];
    this.moves = new double[n][energies.dim()];
    this.factors = new double[n];
    this.rises = new double[n];
    this.kept = new double[n][];
    this.keptRises = new double[n];
    this.active = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = rounded(starts.get(i));
      steps[i] = step.clone();
      active[i] = i;
    }
    this.values = energies.of(x);
  }

  /** The wells below starts, one for each, by steps of that length at first. */
  static List<Well> run(PointEnergies energies, Span bounds, List<double[]> starts, double[] step) {
    Descent descent = new Descent(energies, bounds, starts, step);
    for (int sweep = 0; sweep < MOST_SWEEPS && descent.active.length > 0; sweep++) {
      descent.sweep();
    }
    List<Well> wells = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      wells.add(new Well(descent.x[i], descent.values[i], descent.steps[i]));
    }
    return wells;
  }

  private void sweep() {
    int dim = energies.dim();
    double[][] from = x.clone();
    double[] before = values.clone();
    double[] steepest = new double[x.length];
    boolean[] growing = new boolean[x.length];
    for (int k = 0; k < dim; k++) {
      for (int i : active) {
        Arrays.fill(moves[i], 0);
        moves[i][k] = steps[i][k];
      }
      along();
      for (int i : active) {
        double shortest = Math.max(1e-36, 1.2e-7 * Math.abs(x[i][k]));
        if (kept[i] == null) {
          steps[i][k] *= factors[i];
          growing[i] |= factors[i] == LONGER;
        }
        steps[i][k] = Math.max(shortest, steps[i][k]);
        if (steps[i][k] > shortest) {
          steepest[i] = Math.max(steepest[i], rises[i]);
        }
      }
    }
    if (dim > 1) {
      for (int i : active) {
        for (int k = 0; k < dim; k++) {
          moves[i][k] = x[i][k] - from[i][k];
        }
      }
      along();
    }
    active =
        Arrays.stream(active)
            .filter(
                i ->
                    Double.isFinite(values[i])
                        && !isDone(i, before[i] - values[i] > GAIN || growing[i], steepest[i]))
            .toArray();
  }

  /** Whether a start is where it is to end; its steps are then as wide as its well. */
  private boolean isDone(int i, boolean moving, double rise) {
    double[] wide = kept[i];
    if (moving || rise > RISE) {
      kept[i] = null;
      return false;
    }
    if (wide != null && rise <= SMOOTH * keptRises[i]) {
      steps[i] = wide;
      return true;
    }
    kept[i] = steps[i].clone();
    keptRises[i] = rise;
    for (int k = 0; k < steps[i].length; k++) {
      steps[i][k] /= CLOSER;
    }
    return false;
  }

  /** Looks one move ahead of every active point, one back, and where their parabola is least. */
  private void along() {
    int n = active.length;
    double[][] places = new double[2 * n][];
    for (int j = 0; j < n; j++) {
      places[2 * j] = moved(active[j], 1);
      places[2 * j + 1] = moved(active[j], -1);
    }
    double[] seen = energies.of(places);
    double[] best = new double[n];
    double[][] least = new double[n][];
    for (int j = 0; j < n; j++) {
      int i = active[j];
      double ahead = seen[2 * j] - values[i];
      double back = seen[2 * j + 1] - values[i];
      double curvature = ahead + back;
      boolean convex = curvature > 0 && Double.isFinite(curvature);
      best[j] = (back - ahead) / 2 / curvature;
      best[j] = convex ? Math.max(-LONGEST, Math.min(LONGEST, best[j])) : 0;
      least[j] = moved(i, best[j]);
      rises[i] = Math.max(ahead, back);
      factors[i] =
          convex
              ? Math.max(SHORTER, Math.min(LONGER, 1 / Math.sqrt(curvature)))
              : Math.min(ahead, back) < 0 ? LONGER : 0.25;
    }
    double[] lowest = energies.of(least);
    for (int j = 0; j < n; j++) {
      take(active[j], places[2 * j], seen[2 * j]);
      take(active[j], places[2 * j + 1], seen[2 * j + 1]);
      take(active[j], least[j], lowest[j]);
    }
  }

  private void take(int i, double[] place, double value) {
    if (value < values[i]) {
      x[i] = place;
      values[i] = value;
    }
  }

  private double[] moved(int i, double times) {
    double[] place = new double[x[i].length];
    for (int k = 0; k < place.length; k++) {
      double there = x[i][k] + times * moves[i][k];
      place[k] = Math.max(bounds.low()[k], Math.min(bounds.high()[k], there));
    }
    return rounded(place);
  }

  private static double[] rounded(double[] place) {
    double[] floats = new double[place.length];
    for (int k = 0; k < place.length; k++) {
      floats[k] = (float) place[k];
    }
    return floats;
  }
}
