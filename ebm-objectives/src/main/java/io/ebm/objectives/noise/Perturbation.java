package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * A symmetric step away from a state, {@code q(y | x) = q(x | y)}: normal on real spaces, the same
 * reflected at the bounds of a box, and on discrete spaces every unit replaced, with some
 * probability, by one of the other levels, all alike. Sequences that an end ends keep their length:
 * their symbols are replaced by others that are not the end.
 *
 * @param sigma standard deviation of the step on real spaces, positive
 * @param flip probability of replacing a unit of a discrete space, in (0, 1)
 */
record Perturbation(double sigma, double flip) {

  static void check(double sigma, double flip) {
    Checks.positive("sigma", sigma);
    Checks.that(flip > 0 && flip < 1, "flip", "must lie between 0 and 1, but is " + flip);
  }

  /** Writes a step from every row of {@code x} into the same row of {@code y}. */
  void apply(StateSpace space, Batch x, Batch y, RandomStream random) {
    if (space.levels() == 0) {
      move(space, x, y, random);
    } else {
      replace(space, x, y, random);
    }
  }

  private void move(StateSpace space, Batch x, Batch y, RandomStream random) {
    float[] from = x.array();
    float[] to = y.array();
    int at = y.offset();
    int source = x.offset();
    random.fillGaussian(to, at, y.length());
    for (int i = 0; i < y.length(); i++) {
      to[at + i] = from[source + i] + (float) sigma * to[at + i];
    }
    if (space instanceof StateSpace.Box box) {
      for (int i = at; i < at + y.length(); i++) {
        to[i] = reflected(to[i], box.low(), box.high());
      }
    }
  }

  private static float reflected(float value, float low, float high) {
    double width = (double) high - low;
    double turn = Math.abs(value - (double) low) % (2 * width);
    return (float) Math.min(high, low + (turn <= width ? turn : 2 * width - turn));
  }

  private void replace(StateSpace space, Batch x, Batch y, RandomStream random) {
    y.copyFrom(x);
    if (space instanceof StateSpace.Categorical labels && labels.end() >= 0) {
      replaceSymbols(labels, y, random);
      return;
    }
    float[] to = y.array();
    for (int i = y.offset(); i < y.offset() + y.length(); i++) {
      if (random.nextFloat() < flip) {
        if (space instanceof StateSpace.Spin) {
          to[i] = -to[i];
        } else {
          int other = random.nextInt(space.levels() - 1);
          to[i] = other < to[i] ? other : other + 1;
        }
      }
    }
  }

  private void replaceSymbols(StateSpace.Categorical space, Batch y, RandomStream random) {
    int others = space.levels() - 2; // neither the end nor the symbol itself
    for (int row = 0; row < y.size() && others > 0; row++) {
      for (int i = 0; i < space.length() && y.get(row, i) != space.end(); i++) {
        if (random.nextFloat() < flip) {
          int here = (int) y.get(row, i);
          int other = random.nextInt(others);
          int least = Math.min(here, space.end());
          other += other < least ? 0 : 1;
          other += other < Math.max(here, space.end()) ? 0 : 1;
          y.set(row, i, other);
        }
      }
    }
  }
}
