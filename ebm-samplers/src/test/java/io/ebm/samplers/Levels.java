package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;

/** A small energy of categorical states, in which neighbours attract and levels have a field. */
public record Levels(StateSpace space) implements EnergyFunction {

  /** So many units of so many levels. */
  public static Levels of(int length, int levels) {
    return new Levels(new StateSpace.Categorical(length, levels));
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = 0;
      for (int j = 0; j < x.dim(); j++) {
        float here = x.get(i, j);
        out[i] += 0.3 * here * (j + 1) / x.dim();
        if (j > 0 && x.get(i, j - 1) == here) {
          out[i] -= 0.9;
        }
      }
    }
  }
}
