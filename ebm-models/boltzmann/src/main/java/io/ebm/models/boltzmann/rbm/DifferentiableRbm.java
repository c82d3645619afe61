package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A machine with real visible units: {@code ∇F(v) = U'(v) - b - W E[h | v]}. */
final class DifferentiableRbm extends Rbm implements Differentiable {

  private final Units.Smooth units;

  DifferentiableRbm(Layers layers, StateSpace space, float[] base, float @Nullable [] centre) {
    super(layers, space, base, centre);
    units = (Units.Smooth) layers.visible(); // real states have no other kinds
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    checkDim(x);
    if (out.size() != x.size() || out.dim() != x.dim()) {
      throw new IllegalArgumentException(out + " cannot hold the gradients of " + x);
    }
    int n = layers.hiddenUnits();
    try (Scratch scratch = Scratch.open()) {
      float[] h = scratch.floats(TILE * n);
      double[] logs = scratch.doubles(TILE);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int at = x.offset(from);
        hiddenInputs(rows, x.array(), at, h);
        Arrays.fill(logs, 0, rows, 0);
        layers.hidden().addCumulants(rows, n, h, 0, 1, h, logs);
        addVisible(rows, x.array(), at, logs);
        for (int i = 0; i < rows; i++) {
          energies[from + i] = -logs[i];
        }
        gradients(rows, x, at, h, out, out.offset(from));
      }
    }
  }

  private void gradients(int rows, Batch x, int at, float[] h, Batch out, int outAt) {
    int dim = x.dim();
    int n = layers.hiddenUnits();
    float[] values = layers.values();
    float[] g = out.array();
    Gemm.nt(rows, dim, n, h, 0, n, values, 0, n, g, outAt, dim, false);
    Vectors.scale(rows * dim, -1, g, outAt, g, outAt);
    for (int i = 0; i < rows; i++) {
      Vectors.axpy(dim, -1, values, layers.visibleBias(), g, outAt + i * dim);
    }
    units.addSlopes(rows * dim, x.array(), at, g, outAt);
  }
}
