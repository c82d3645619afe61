package io.ebm.api;

import io.ebm.math.Scratch;

/** All pairs of an energy that has no better way: every target with all contexts. */
record PairsOneByOne(EnergyFunction energy, int contexts) implements AllPairs {

  @Override
  public void pairEnergies(Batch targets, double[] out) {
    int m = targets.size();
    try (Scratch scratch = Scratch.open()) {
      Batch repeated = repeated(scratch, targets);
      double[] column = scratch.doubles(contexts);
      for (int j = 0; j < m; j++) {
        repeat(targets, j, repeated);
        energy.energies(repeated, column);
        for (int i = 0; i < contexts; i++) {
          out[i * m + j] = column[i];
        }
      }
    }
  }

  @Override
  public void accumulatePairs(Batch targets, double[] weights, Gradient into) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, "learning from all pairs");
    int m = targets.size();
    try (Scratch scratch = Scratch.open()) {
      Batch repeated = repeated(scratch, targets);
      double[] column = scratch.doubles(contexts);
      for (int j = 0; j < m; j++) {
        repeat(targets, j, repeated);
        for (int i = 0; i < contexts; i++) {
          column[i] = weights[i * m + j];
        }
        learnable.accumulate(repeated, column, into);
      }
    }
  }

  private Batch repeated(Scratch scratch, Batch targets) {
    return Batch.of(
        scratch.floats(Sizes.product("the targets of contexts", contexts, targets.dim())),
        0,
        contexts,
        targets.dim());
  }

  private static void repeat(Batch targets, int row, Batch into) {
    for (int i = 0; i < into.size(); i++) {
      into.copyRow(i, targets, row);
    }
  }
}
