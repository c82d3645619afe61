package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Batch;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * A machine with visible units of zeros and ones. What a change of one unit does to the free energy
 * is told to first order, by {@code ∂F/∂v = -b - W E[h | v]}, which costs as much as a sweep.
 */
final class BinaryRbm extends Rbm implements SiteDifferences {

  BinaryRbm(Layers layers, StateSpace space, float[] base, float @Nullable [] centre) {
    super(layers, space, base, centre);
  }

  @Override
  public void differences(Batch x, Batch out) {
    checkDim(x);
    int dim = x.dim();
    int n = layers.hiddenUnits();
    float[] values = layers.values();
    try (Scratch scratch = Scratch.open()) {
      float[] h = scratch.floats(TILE * n);
      float[] slopes = scratch.floats(TILE * dim);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        hiddenInputs(rows, x.array(), x.offset(from), h);
        layers.hidden().means(rows * n, h, 0, 1);
        for (int i = 0; i < rows; i++) {
          System.arraycopy(values, layers.visibleBias(), slopes, i * dim, dim);
        }
        Gemm.nt(rows, dim, n, h, 0, n, values, 0, n, slopes, 0, dim, true);
        Vectors.scale(rows * dim, -1, slopes, 0, slopes, 0);
        SiteDifferences.firstOrder(
            space(),
            x.slice(from, from + rows),
            Batch.of(slopes, 0, rows, dim),
            out.slice(from, from + rows));
      }
    }
  }

  @Override
  public boolean exact() {
    return false;
  }
}
