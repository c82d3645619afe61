package io.ebm.models.crf;

import io.ebm.math.LinearChain;
import io.ebm.math.Scratch;
import java.util.Arrays;

/** The best sequences of labels of a {@link Lattice}'s present sentence. */
final class BestPaths {

  private final Lattice lattice;
  private final int labels;
  private final int width;

  BestPaths(Lattice lattice, Weights weights) {
    this.lattice = lattice;
    this.labels = weights.labels();
    this.width = weights.width();
  }

  /** The best one (Viterbi 1967); zeros fill the rest of the row. */
  void best(float[] states, int at, int dim) {
    int length = lattice.length();
    try (Scratch scratch = Scratch.open()) {
      float[] from = scratch.floats(length * width);
      float[] before = scratch.floats(width);
      float[] best = scratch.floats(width);
      System.arraycopy(lattice.scores(), 0, best, 0, width);
      for (int t = 1; t < length; t++) {
        float[] swapped = before;
        before = best;
        best = swapped;
        LinearChain.best(
            labels,
            before,
            0,
            lattice.steps(t),
            lattice.scores(),
            t * width,
            best,
            0,
            from,
            t * width);
      }
      int label = 0;
      for (int y = 1; y < labels; y++) {
        if (best[y] > best[label]) {
          label = y;
        }
      }
      for (int t = length - 1; t >= 0; t--) {
        states[at + t] = label;
        label = (int) from[t * width + label];
      }
      Arrays.fill(states, at + length, at + dim, 0f);
    }
  }

  /**
   * The {@code count} best ones, the best first (Seshadri and Sundberg 1994, the parallel form), in
   * rows of {@code dim}; {@code scores} receives their scores, negative infinity where there are
   * fewer.
   */
  void best(int count, float[] states, int at, int dim, double[] scores, int scoresAt) {
    int length = lattice.length();
    int lists = labels * count;
    double[] before = new double[lists];
    double[] now = new double[lists];
    int[][] from = new int[length][lists];
    Arrays.fill(before, Double.NEGATIVE_INFINITY);
    for (int y = 0; y < labels; y++) {
      before[y * count] = lattice.scores()[y];
    }
    double[] kept = new double[count];
    int[] origin = new int[count];
    for (int t = 1; t < length; t++) {
      float[] steps = lattice.steps(t);
      for (int y = 0; y < labels; y++) {
        Arrays.fill(kept, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < lists; i++) {
          insert(before[i] + steps[i / count * width + y], i, kept, origin);
        }
        for (int k = 0; k < count; k++) {
          now[y * count + k] = kept[k] + lattice.scores()[t * width + y];
          from[t][y * count + k] = origin[k];
        }
      }
      double[] swapped = before;
      before = now;
      now = swapped;
    }
    Arrays.fill(kept, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < lists; i++) {
      insert(before[i], i, kept, origin);
    }
    for (int k = 0; k < count; k++) {
      scores[scoresAt + k] = kept[k];
      int row = at + k * dim;
      Arrays.fill(states, row, row + dim, 0f);
      int entry = origin[k];
      for (int t = length - 1; t >= 0 && kept[k] > Double.NEGATIVE_INFINITY; t--) {
        int label = entry / count;
        states[row + t] = label;
        entry = from[t][entry];
      }
    }
  }

  /** Keeps the greatest values in descending order; of equal ones the first to come. */
  private static void insert(double value, int from, double[] kept, int[] origin) {
    int k = kept.length;
    while (k > 0 && value > kept[k - 1]) {
      k--;
      if (k + 1 < kept.length) {
        kept[k + 1] = kept[k];
        origin[k + 1] = origin[k];
      }
    }
    if (k < kept.length && value > kept[k]) {
      kept[k] = value;
      origin[k] = from;
    }
  }
}
