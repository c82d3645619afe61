package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EstimationContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * Chains that stop at evenly spaced points of a path, from exact samples of its base to the model:
 * some transitions to settle at every point, then samples.
 */
final class StagedWalk {

  /**
   * How they walk.
   *
   * @param intervals between the points, one more than which there are
   * @param chains how many
   * @param burnIn transitions at every point before its samples
   * @param samples of every chain at every point
   */
  record Plan(
      int intervals, int chains, int burnIn, int samples, @Nullable Component<Sampler> sampler) {

    /** A walk of half as many transitions at every point. */
    Plan hurried() {
      return new Plan(intervals, chains, burnIn / 2, (samples + 1) / 2, sampler);
    }

    long transitions() {
      return (long) chains * intervals * ((long) burnIn + samples);
    }

    double beta(int point) {
      return (double) point / intervals;
    }
  }

  /** Takes what it wants of the states of some chains. */
  @FunctionalInterface
  interface Visitor {
    /**
     * One sample of every chain of a tile.
     *
     * @param walker stands at a sample
     * @param point of the path
     * @param sample its number at this point
     * @param firstChain the number of the tile's first chain
     */
    void visit(Walker walker, int point, int sample, int firstChain);
  }

  /** What such a walk cannot see. */
  static final String ASSUMPTION =
      "chains reach every mode that holds mass, and what they still lag behind the temperature is"
          + " less than twice what half as many transitions change";

  private StagedWalk() {}

  /** The meter of a walk and of a hurried one. */
  static Meter meter(Plan plan, EstimationContext context) {
    return new Meter(context, plan.transitions() + plan.hurried().transitions());
  }

  /**
   * How much to add to either half of an interval for what chains lag behind their temperature:
   * twice what half as many transitions change. Where the lag falls as one over their number or
   * faster, that is no less than what is left of it.
   */
  static double lag(double value, double hurried) {
    return 2 * Math.abs(value - hurried);
  }

  /**
   * Walks all chains; tiles call the visitor from several threads.
   *
   * @param name of the walk's stream
   */
  static void run(
      Path path, Plan plan, String name, EstimationContext context, Meter meter, Visitor visitor) {
    Batch states = Batch.allocate(plan.chains(), path.model().space().dim());
    RandomStream stage = context.random().split(name);
    context.tiles(
        plan.chains(),
        (tile, from, to) -> {
          Batch rows = states.slice(from, to);
          RandomStream random = stage.split(tile);
          RandomStream base = random.split("base");
          Walker walker = new Walker(path, rows, tile, random.split("walk"), context);
          for (int point = 0; point <= plan.intervals(); point++) {
            double beta = plan.beta(point);
            if (point > 0 && plan.burnIn() > 0) {
              walker.move(beta, plan.burnIn());
            }
            for (int sample = 0; sample < plan.samples(); sample++) {
              if (point == 0) {
                path.sampleBase(rows, base);
              } else {
                walker.move(beta, 1);
              }
              visitor.visit(walker, point, sample, from);
            }
            if (point > 0) {
              meter.add((long) rows.size() * (plan.burnIn() + plan.samples()));
            }
          }
        });
  }
}
