package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the wells that hold the mass of an energy, before anything is integrated: grids of
 * points at many scales, descents from what is lowest on them, then finer grids over the region
 * that the wells span and about each of them, until nothing new is seen.
 */
final class WellSearch {

  private static final int MOST_STARTS = 64;
  private static final int MOST_WELLS = 256;
  private static final int MOST_ZOOMS = 12;
  private static final int MOST_ROUNDS = 4;

  /** Wells of less than {@code exp(-20)} of the mass of the best do not matter. */
  private static final double NEGLIGIBLE = 20;

  /** Beyond it a descent has run away. */
  private static final double FARTHEST = 1e9;

  private static final int SCALES = 14;
  private static final double SCALE = 4;

  private final PointEnergies energies;
  private final @Nullable Span box;
  private final Span bounds;
  private final long budget;
  private final List<Basin> basins = new ArrayList<>();
  private final List<Well> zoomed = new ArrayList<>();
  private @Nullable Scan finest;
  private Span region;
  private Span farthest;

  /**
   * Prepares a search.
   *
   * @param box where all mass lies, or null where that is all of space
   * @param budget about how many energies to compute
   */
  WellSearch(PointEnergies energies, @Nullable Span box, long budget) {
    int dim = energies.dim();
    this.energies = energies;
    this.box = box;
    this.bounds = box == null ? Span.all(dim, -FARTHEST, FARTHEST) : box;
    this.budget = budget;
    this.region = bounds;
    this.farthest = bounds;
  }

  /**
   * Searches.
   *
   * @param known the box of what is known of the mass, or null
   */
  void run(@Nullable Span known) {
    if (box == null) {
      Span first = known == null ? Span.all(energies.dim(), -3, 3) : known;
      double scale = known == null ? 1 / SCALE : 1;
      for (int i = 0; i < SCALES; i++, scale *= SCALE) {
        farthest = first.times(scale).within(bounds);
        explore(farthest, budget / 40);
      }
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Span hull = hull(known);
      boolean fresh = finest == null || !region.holds(hull);
      boolean found = fresh && exploreRegion(hull);
      found |= zoom(hull);
      if (!found) {
        return;
      }
    }
  }

  private boolean exploreRegion(Span hull) {
    region = (box == null ? hull.times(1.25) : hull).within(bounds);
    finest = new Scan(region, budget / 4);
    boolean found = descend(finest);
    if (box == null) {
      found |= explore(region.times(SCALE), budget / 40);
      found |= explore(region.times(SCALE * SCALE), budget / 40);
    }
    return found;
  }

  /** Looks about every well at every scale between its width and the region. */
  private boolean zoom(Span hull) {
    boolean found = false;
    for (Well well : relevant()) {
      if (zoomed.size() == MOST_ZOOMS || zoomed.stream().anyMatch(well::isAt)) {
        continue;
      }
      zoomed.add(well);
      double[] half = new double[well.at().length];
      boolean inside = true;
      for (double scale = 8; inside; scale *= SCALE) {
        inside = false;
        for (int k = 0; k < half.length; k++) {
          half[k] = scale * well.width()[k];
          inside |= half[k] < hull.half(k);
        }
        if (inside) {
          found |= explore(Span.about(well.at(), half), budget / 200);
        }
      }
    }
    return found;
  }

  private boolean explore(Span span, long points) {
    return descend(new Scan(span.within(bounds), points));
  }

  private boolean descend(Scan scan) {
    List<double[]> starts = scan.minima(energies, MOST_STARTS);
    List<Well> wells = new ArrayList<>();
    for (Well well : Descent.run(energies, bounds, starts, scan.spacing())) {
      if (well.energy() < Double.POSITIVE_INFINITY && !ranAway(well) && isNew(well, wells)) {
        wells.add(well);
      }
    }
    boolean found = false;
    for (Basin basin : Basin.of(wells, energies)) {
      basins.add(basin);
      found |= basin.logMass() > best() - NEGLIGIBLE;
    }
    basins.sort(Comparator.comparingDouble(Basin::logMass).reversed());
    if (basins.size() > MOST_WELLS) {
      basins.subList(MOST_WELLS, basins.size()).clear();
    }
    return found;
  }

  private boolean isNew(Well well, List<Well> others) {
    return others.stream().noneMatch(well::isAt)
        && basins.stream().noneMatch(basin -> well.isAt(basin.well()));
  }

  private boolean ranAway(Well well) {
    for (int k = 0; k < well.at().length && box == null; k++) {
      if (Math.abs(well.at()[k]) >= 0.99 * FARTHEST) {
        return true;
      }
    }
    return false;
  }

  private double best() {
    return basins.stream().mapToDouble(Basin::logMass).max().orElse(Double.NEGATIVE_INFINITY);
  }

  private List<Basin> relevantBasins() {
    double least = best() - NEGLIGIBLE;
    return basins.stream().filter(basin -> !(basin.logMass() < least)).toList();
  }

  /** The wells that may matter. */
  List<Well> relevant() {
    return relevantBasins().stream().map(Basin::well).toList();
  }

  /**
   * The greatest of the wells that are cusps or poles, or null: nodes should lie evenly about it.
   */
  @Nullable Well point() {
    return relevantBasins().stream()
        .filter(Basin::isPoint)
        .findFirst()
        .map(Basin::well)
        .orElse(null);
  }

  /** The box about all wells that matter and what is known; ±3 where there is nothing. */
  Span hull(@Nullable Span known) {
    if (box != null) {
      return box;
    }
    Span hull = known;
    for (Basin basin : relevantBasins()) {
      hull = hull == null ? basin.extent() : hull.with(basin.extent());
    }
    return hull == null ? Span.all(energies.dim(), -3, 3) : hull;
  }

  /**
   * A well that the finest grid could have missed, or null: from no point of the grid beside it
   * does a descent end there. It was seen by good fortune, and others like it may not have been.
   */
  @Nullable Well luckily() {
    Scan scan = finest;
    if (scan == null) {
      return null;
    }
    double[] spacing = scan.spacing();
    for (Basin basin : relevantBasins()) {
      Well well = basin.well();
      boolean caught = basin.isPoint();
      for (Well end : Descent.run(energies, bounds, scan.around(well.at()), spacing)) {
        boolean near = Math.abs(end.energy() - well.energy()) <= 1;
        for (int k = 0; k < spacing.length; k++) {
          near &= Math.abs(end.at()[k] - well.at()[k]) <= 4 * spacing[k];
        }
        caught |= near || end.isAt(well);
      }
      if (!caught) {
        return well;
      }
    }
    return null;
  }

  /** What a search like this cannot know. */
  String assumption() {
    double diagonal = 0;
    if (finest != null) {
      for (double spacing : finest.spacing()) {
        diagonal = Math.hypot(diagonal, spacing);
      }
    }
    String inside =
        String.format(
            Locale.ROOT, "no mass in wells narrower than %.2g within %s", diagonal, region);
    return box != null
        ? inside
        : inside
            + String.format(
                Locale.ROOT,
                ", or farther out narrower than %.2g of their distance, or beyond %s",
                2
                    * SCALE
                    * Math.sqrt(energies.dim())
                    / Math.floor(Math.pow(budget / 40.0, 1.0 / energies.dim())),
                farthest);
  }
}
