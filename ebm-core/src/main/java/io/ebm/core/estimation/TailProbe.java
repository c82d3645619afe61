package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks along rays beyond a box, at distances that double, for mass that the integral over the box
 * does not have.
 */
final class TailProbe {

  private static final int DISTANCES = 14;
  private static final int[] RAYS = {2, 128, 512};

  private final EnergyFunction energy;
  private final int dim;
  private final double[][] rays;
  private boolean mass;
  private @Nullable String problem;

  TailProbe(EnergyFunction energy) {
    this.energy = energy;
    this.dim = energy.space().dim();
    this.rays = new double[RAYS[dim - 1]][];
    for (int i = 0; i < rays.length; i++) {
      rays[i] = ray(i, rays.length, dim);
    }
  }

  /** Evenly spread directions: both, of a circle, of a sphere (along a spiral). */
  private static double[] ray(int i, int count, int dim) {
    double angle = 2 * Math.PI * i / count;
    if (dim == 1) {
      return new double[] {i == 0 ? -1 : 1};
    }
    if (dim == 2) {
      return new double[] {Math.cos(angle), Math.sin(angle)};
    }
    double height = (2 * i + 1.0) / count - 1;
    double turn = i * Math.PI * (3 - Math.sqrt(5));
    double radius = Math.sqrt(1 - height * height);
    return new double[] {radius * Math.cos(turn), radius * Math.sin(turn), height};
  }

  int dim() {
    return dim;
  }

  /** Whether the last look saw mass farther out. */
  boolean mass() {
    return mass;
  }

  /** Why the energy is not integrable, or null. */
  @Nullable String problem() {
    return problem;
  }

  /**
   * Looks from a box outwards. Mass that does not become less with every doubling of the distance
   * has no bound, however little of it there is as far as one looks.
   *
   * @param logNegligible the log of the mass that can be left out
   */
  void look(double[] centre, double[] half, double logNegligible) {
    int rows = rays.length * DISTANCES;
    Batch batch = Batch.allocate(rows, dim);
    double logBox = 0;
    for (int k = 0; k < dim; k++) {
      logBox += Math.log(2 * half[k]);
      for (int i = 0; i < rows; i++) {
        double distance = Math.scalb(1.0, 1 + i / rays.length);
        batch.set(i, k, (float) (centre[k] + half[k] * distance * rays[i % rays.length][k]));
      }
    }
    double[] energies = new double[rows];
    energy.energies(batch, energies);
    double[] logMass = new double[DISTANCES];
    Arrays.fill(logMass, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      if (Double.isNaN(energies[i]) || energies[i] == Double.NEGATIVE_INFINITY) {
        problem = CellIntegrator.describe(batch, i, energies[i]);
        return;
      }
      int step = i / rays.length;
      double log = logBox + dim * (step + 1) * Math.log(2) - energies[i];
      logMass[step] = Math.max(logMass[step], log);
    }
    mass = false;
    for (double log : logMass) {
      mass |= log > logNegligible;
    }
    double last = logMass[DISTANCES - 1];
    if (last > Double.NEGATIVE_INFINITY && last >= logMass[DISTANCES / 2]) {
      int worst = rows - rays.length;
      for (int i = worst; i < rows; i++) {
        worst = energies[i] < energies[worst] ? i : worst;
      }
      problem =
          "the energy is not integrable: it does not rise enough far from the data; "
              + CellIntegrator.describe(batch, worst, energies[worst]);
    }
  }
}
