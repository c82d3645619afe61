package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.List;

/**
 * A well, and how far its mass reaches. Along each axis, both ways, the energy is followed at
 * distances {@code r} that double, as long as it rises. There {@code r^d exp(-E)} is about the mass
 * at that distance: within the width of an ordinary well it is greatest, about a pole it may be
 * greatest far away. The basin reaches to where little of it is left.
 *
 * @param extent the box about its mass
 * @param logMass about the logarithm of its mass, the mean over the axes
 */
record Basin(Well well, Span extent, double logMass) {

  /** By how many nats the mass falls to where the basin ends. */
  private static final double FALL = 4;

  private static final int FEWEST = 10;
  private static final double FAR = 1e6;

  /** A well is a point to a basin that is so many times as wide. */
  private static final double POINT = 1000;

  /** Whether the well is a cusp or a pole, without a width of its own. */
  boolean isPoint() {
    for (int k = 0; k < extent.dim(); k++) {
      if (well.energy() > Double.NEGATIVE_INFINITY && extent.half(k) < POINT * well.width()[k]) {
        return false;
      }
    }
    return true;
  }

  /** The basins of wells. */
  static List<Basin> of(List<Well> wells, PointEnergies energies) {
    List<Basin> basins = new ArrayList<>();
    for (Well well : wells) {
      basins.add(of(well, energies));
    }
    return basins;
  }

  private static Basin of(Well well, PointEnergies energies) {
    int dim = energies.dim();
    Span extent = new Span(well.at().clone(), well.at().clone());
    double logMass = 0;
    for (int k = 0; k < dim; k++) {
      double first = well.width()[k] / 2;
      double far = FAR * Math.max(1, Math.abs(well.at()[k]));
      int count = FEWEST + (int) Math.max(0, Math.log(far / first) / Math.log(2));
      double[][] places = new double[2 * count][];
      for (int i = 0; i < places.length; i++) {
        double r = Math.scalb(first, i % count);
        places[i] = well.at().clone();
        places[i][k] += i < count ? -r : r;
      }
      double[] seen = energies.of(places);
      double best = Double.NEGATIVE_INFINITY;
      for (int side = 0; side < 2; side++) {
        double greatest = Double.NEGATIVE_INFINITY;
        double before = well.energy();
        for (int j = 0; j < count; j++) {
          double here = seen[side * count + j];
          double log = dim * Math.log(Math.scalb(first, j)) - here;
          if (here < before) {
            break;
          }
          before = here;
          greatest = Math.max(greatest, log);
          double reached = places[side * count + j][k];
          extent.low()[k] = Math.min(extent.low()[k], reached);
          extent.high()[k] = Math.max(extent.high()[k], reached);
          if (log < greatest - FALL) {
            break;
          }
        }
        best = Math.max(best, greatest);
      }
      logMass += best / dim;
    }
    return new Basin(well, extent, logMass);
  }
}
