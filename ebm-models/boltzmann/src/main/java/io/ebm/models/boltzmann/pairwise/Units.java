package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.models.boltzmann.graph.Graph;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two-valued units coupled in pairs on a graph: the kernels of the energies of this package.
 *
 * @param graph who is coupled
 * @param low the lower value of a unit, -1 or 0; the upper one is 1
 */
record Units(Graph graph, int low) {

  private static final int ROWS = 64;
  private static final int BLOCK = 1024;

  int count() {
    return graph.vertices();
  }

  /** The index of the first field among the parameters. */
  int fields() {
    return graph.edges();
  }

  void energies(Batch x, Law law, double[] out) {
    for (int r = 0; r < x.size(); r++) {
      int at = x.offset(r);
      double energy = -law.scale() * alignment(x.array(), at, law.theta());
      if (law.base() != null) {
        energy -= law.lean() * Vectors.dot(count(), law.base(), 0, x.array(), at);
      }
      out[r] = energy;
    }
  }

  /** {@code Σ_e J_e x_i x_j + Σ_i b_i x_i} of the state at an offset. */
  double alignment(float[] x, int at, float[] theta) {
    int n = count();
    int[] forward = graph.forward();
    double sum = 0;
    if (graph.isComplete()) {
      sum = Vectors.dot(n, theta, fields(), x, at);
      for (int i = 0; i < n - 1; i++) {
        float xi = x[at + i];
        if (xi != 0) {
          sum += xi * Vectors.dot(n - 1 - i, theta, forward[i], x, at + i + 1);
        }
      }
      return sum;
    }
    int[] higher = graph.higher();
    int fields = fields();
    for (int i = 0; i < n; i++) {
      float field = theta[fields + i];
      int end = forward[i + 1];
      for (int e = forward[i]; e < end; e++) {
        field += theta[e] * x[at + higher[e]];
      }
      sum += (double) field * x[at + i];
    }
    return sum;
  }

  /** Adds {@code Σ_r weights[r] ∇θ E(x_r)}. */
  void accumulate(Batch x, double scale, double[] weights, Gradient into) {
    int n = count();
    int[] forward = graph.forward();
    int[] higher = graph.higher();
    int fields = fields();
    boolean complete = graph.isComplete();
    float[] array = x.array();
    float[] g = into.values();
    for (int r = 0; r < x.size(); r++) {
      int at = x.offset(r);
      double factor = -scale * weights[r];
      for (int i = 0; i < n; i++) {
        float step = (float) (factor * array[at + i]);
        if (step == 0) {
          continue;
        }
        g[fields + i] += step;
        if (complete) {
          Vectors.axpy(n - 1 - i, step, array, at + i + 1, g, forward[i]);
        } else {
          int end = forward[i + 1];
          for (int e = forward[i]; e < end; e++) {
            g[e] += step * array[at + higher[e]];
          }
        }
      }
    }
  }

  /**
   * Gibbs sweeps, colour by colour: the units of one colour are independent given the others.
   *
   * @param given values of held units, NaN where a unit is free; null if all are free
   */
  void sweep(
      Batch x, @Nullable Batch given, int sweeps, double beta, Law law, RandomStream random) {
    int chunks = (x.size() + ROWS - 1) / ROWS;
    for (int c = 0; c < chunks; c++) {
      int from = (int) ((long) x.size() * c / chunks);
      int to = (int) ((long) x.size() * (c + 1) / chunks);
      Batch held = given == null ? null : given.slice(from, to);
      sweepTile(x.slice(from, to), held, sweeps, beta, law, random);
    }
  }

  private void sweepTile(
      Batch x, @Nullable Batch given, int sweeps, double beta, Law law, RandomStream random) {
    int rows = x.size();
    try (Scratch scratch = Scratch.open()) {
      // Unit after unit, so that the chains of one unit lie side by side.
      float[] states = scratch.floats(count() * rows);
      transpose(x.array(), x.offset(), count(), states, rows, true);
      float[] held = null;
      if (given != null) {
        held = scratch.floats(count() * rows);
        transpose(given.array(), given.offset(), count(), held, rows, true);
      }
      int widest = Math.max(BLOCK, rows);
      float[] gaps = scratch.floats(widest);
      float[] rarer = scratch.floats(widest);
      long[] bits = scratch.longs(widest);
      int most = widest / rows;
      for (int sweep = 0; sweep < sweeps; sweep++) {
        for (int[] colour : graph.colours()) {
          for (int from = 0; from < colour.length; from += most) {
            int to = Math.min(colour.length, from + most);
            int size = (to - from) * rows;
            for (int u = from; u < to; u++) {
              gaps(colour[u], beta, law, states, rows, gaps, (u - from) * rows);
            }
            // The less likely value by its own probability, which keeps its relative precision.
            for (int k = 0; k < size; k++) {
              rarer[k] = -Math.abs(gaps[k]);
            }
            Elementwise.sigmoid(size, rarer, 0, rarer, 0);
            random.fillBits(bits, 0, size);
            for (int u = from; u < to; u++) {
              int block = (u - from) * rows;
              int unit = colour[u] * rows;
              for (int r = 0; r < rows; r++) {
                float gap = gaps[block + r];
                boolean rare = (bits[block + r] >>> 11) * 0x1p-53 < rarer[block + r];
                float value = gap > 0 != rare ? 1 : low;
                value = Float.isNaN(gap) ? gap : value; // NaN passes on
                states[unit + r] =
                    held == null || Float.isNaN(held[unit + r]) ? value : held[unit + r];
              }
            }
          }
        }
      }
      transpose(x.array(), x.offset(), count(), states, rows, false);
    }
  }

  /** {@code β (E(x_i low) - E(x_i = 1))} of one unit in every chain. */
  private void gaps(
      int unit, double beta, Law law, float[] states, int rows, float[] gaps, int at) {
    float[] theta = law.theta();
    double step = beta * (1 - low);
    double scale = step * law.scale();
    float field = (float) (scale * theta[fields() + unit] + step * law.leaning(unit));
    Arrays.fill(gaps, at, at + rows, field);
    int[] neighbours = graph.neighbours();
    int[] links = graph.links();
    int end = graph.starts()[unit + 1];
    int k = graph.starts()[unit];
    for (; k + 3 < end; k += 4) {
      float w0 = (float) (scale * theta[links[k]]);
      float w1 = (float) (scale * theta[links[k + 1]]);
      float w2 = (float) (scale * theta[links[k + 2]]);
      float w3 = (float) (scale * theta[links[k + 3]]);
      int x0 = neighbours[k] * rows;
      int x1 = neighbours[k + 1] * rows;
      int x2 = neighbours[k + 2] * rows;
      int x3 = neighbours[k + 3] * rows;
      for (int r = 0; r < rows; r++) {
        gaps[at + r] +=
            w0 * states[x0 + r] + w1 * states[x1 + r] + w2 * states[x2 + r] + w3 * states[x3 + r];
      }
    }
    for (; k < end; k++) {
      float w = (float) (scale * theta[links[k]]);
      int x = neighbours[k] * rows;
      for (int r = 0; r < rows; r++) {
        gaps[at + r] += w * states[x + r];
      }
    }
  }

  /** Copies {@code rows} states to or from an array in which the rows of a unit lie together. */
  static void transpose(float[] x, int at, int units, float[] y, int rows, boolean to) {
    int tile = 16;
    for (int from = 0; from < units; from += tile) {
      int end = Math.min(units, from + tile);
      for (int r = 0; r < rows; r++) {
        int row = at + r * units;
        if (to) {
          for (int i = from; i < end; i++) {
            y[i * rows + r] = x[row + i];
          }
        } else {
          for (int i = from; i < end; i++) {
            x[row + i] = y[i * rows + r];
          }
        }
      }
    }
  }
}
