package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * Actions to sum or to integrate over: all of some labels, or points spread evenly over a box by
 * the additive recurrence of Roberts (2018), "The unreasonable effectiveness of quasirandom
 * sequences", shifted at random.
 */
final class ActionPoints {

  private final Batch points;
  private final StateSpace space;
  private final double logVolume;
  private final double[] steps;

  private ActionPoints(Batch points, StateSpace space, double logVolume, double[] steps) {
    this.points = points;
    this.space = space;
    this.logVolume = logVolume;
    this.steps = steps;
  }

  static boolean fits(StateSpace space) {
    return space instanceof StateSpace.Box
        || (space instanceof StateSpace.Categorical labels && labels.length() == 1);
  }

  static ActionPoints of(StateSpace space, int samples) {
    if (space instanceof StateSpace.Categorical labels) {
      Batch all = Batch.allocate(labels.levels(), 1);
      for (int k = 0; k < labels.levels(); k++) {
        all.set(k, 0, k);
      }
      return new ActionPoints(all, space, 0, new double[0]);
    }
    StateSpace.Box box = (StateSpace.Box) space;
    int dim = space.dim();
    double root = 2; // of x^(dim + 1) = x + 1
    for (int i = 0; i < 60; i++) {
      root = Math.pow(1 + root, 1.0 / (dim + 1));
    }
    double[] steps = new double[dim];
    for (int k = 0; k < dim; k++) {
      steps[k] = Math.pow(1 / root, k + 1);
    }
    double logVolume = dim * Math.log((double) box.high() - box.low()) - Math.log(samples);
    return new ActionPoints(Batch.allocate(samples, dim), space, logVolume, steps);
  }

  int count() {
    return points.size();
  }

  /** The actions; overwritten by {@link #shift}. */
  Batch points() {
    return points;
  }

  /** The logarithm of what each action stands for: 0 for labels, a share of the box for points. */
  double logVolume() {
    return logVolume;
  }

  /** Shifts the points of a box by a random vector, around its edges. */
  void shift(RandomStream random) {
    if (!(space instanceof StateSpace.Box box)) {
      return;
    }
    for (int k = 0; k < points.dim(); k++) {
      double place = random.nextDouble();
      for (int j = 0; j < points.size(); j++) {
        place += steps[k];
        place -= Math.floor(place);
        double value = box.low() + place * ((double) box.high() - box.low());
        points.set(j, k, Math.min(box.high(), (float) value));
      }
    }
  }
}
