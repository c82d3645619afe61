package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;

/** A perceptron on spins or zeros and ones: its gradient tells what changes of a site would do. */
final class DiscreteMlp extends Mlp implements SiteDifferences {

  DiscreteMlp(StateSpace space, double precision, Perceptron network) {
    super(space, precision, network);
  }

  @Override
  public void differences(Batch x, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      double[] energies = scratch.doubles(TILE);
      Batch slopes = Batch.of(scratch.floats(TILE * x.dim()), 0, TILE, x.dim());
      for (int from = 0; from < x.size(); from += TILE) {
        int to = Math.min(x.size(), from + TILE);
        Batch part = x.slice(from, to);
        gradients(part, energies, slopes.slice(0, to - from));
        SiteDifferences.firstOrder(space(), part, slopes, out.slice(from, to));
      }
    }
  }

  @Override
  public boolean exact() {
    return false;
  }
}
