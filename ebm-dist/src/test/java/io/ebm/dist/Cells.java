package io.ebm.dist;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;

/** How much mass a law of the plane has in each cell of a coarse grid about the origin. */
final class Cells {

  private static final int CELLS = 8;
  private static final double EDGE = 3;

  private Cells() {}

  private static int cell(double x, double y) {
    int column = (int) Math.floor((x + EDGE) / (2 * EDGE) * CELLS);
    int row = (int) Math.floor((y + EDGE) / (2 * EDGE) * CELLS);
    boolean outside = column < 0 || row < 0 || column >= CELLS || row >= CELLS;
    return outside ? CELLS * CELLS : row * CELLS + column;
  }

  /** The masses by midpoints of a fine grid, over more than the cells. */
  static double[] exact(EnergyFunction energy) {
    int n = 480;
    double width = 4 * EDGE / n;
    double[] masses = new double[CELLS * CELLS + 1];
    double sum = 0;
    Batch x = Batch.allocate(n, 2);
    double[] energies = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        x.set(j, 0, (float) (-2 * EDGE + (i + 0.5) * width));
        x.set(j, 1, (float) (-2 * EDGE + (j + 0.5) * width));
      }
      energy.energies(x, energies);
      for (int j = 0; j < n; j++) {
        double mass = Math.exp(-energies[j]);
        masses[cell(x.get(j, 0), x.get(j, 1))] += mass;
        sum += mass;
      }
    }
    for (int k = 0; k < masses.length; k++) {
      masses[k] /= sum;
    }
    return masses;
  }

  /** How far states are from an energy's law, in total variation over the cells. */
  static double distance(EnergyFunction energy, Batch states) {
    return distance(exact(energy), states);
  }

  /** How far states are from masses of cells, in total variation. */
  static double distance(double[] masses, Batch states) {
    double[] found = new double[masses.length];
    for (int i = 0; i < states.size(); i++) {
      found[cell(states.get(i, 0), states.get(i, 1))] += 1.0 / states.size();
    }
    double distance = 0;
    for (int k = 0; k < masses.length; k++) {
      distance += Math.abs(found[k] - masses[k]) / 2;
    }
    return distance;
  }
}
