package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * Where persistent chains begin, and begin again.
 *
 * @param start where
 * @param probability that a chain restarts, per training step
 * @param noiseScale standard deviation of a noise start in ℝ^n
 */
record Restarts(PcdFactory.Start start, double probability, double noiseScale) {

  /** Puts back each chain with the probability of a restart, or all of them. */
  void apply(StateSpace space, Batch samples, Batch data, boolean all, RandomStream random) {
    double chance = all ? 1 : probability;
    for (int row = 0; row < samples.size(); row++) {
      if (chance < 1 && random.nextDouble() >= chance) {
        continue;
      }
      if (start == PcdFactory.Start.DATA) {
        samples.copyRow(row, data, row % data.size());
      } else {
        space.randomStart(samples.slice(row, row + 1), random);
        if (space instanceof StateSpace.Real) {
          scale(samples, row, (float) noiseScale);
        }
      }
    }
  }

  private static void scale(Batch rows, int row, float factor) {
    float[] x = rows.array();
    int from = rows.offset(row);
    for (int i = from; i < from + rows.dim(); i++) {
      x[i] *= factor;
    }
  }
}
