package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;

/**
 * A network from features to a score {@code f_y} for every class, what its energies have in common:
 * {@code E(c, y) = -f_y(c)}. Worked on in tiles, in which a class is a row and an example a column.
 */
final class ClassScores {

  static final int TILE = Mlp.TILE;

  private final StateSpace features;
  private final StateSpace.Categorical targets;
  private final Perceptron network;

  ClassScores(StateSpace features, Perceptron network) {
    this.features = features;
    this.network = network;
    this.targets = new StateSpace.Categorical(1, network.outputs());
  }

  StateSpace features() {
    return features;
  }

  StateSpace.Categorical targets() {
    return targets;
  }

  int classes() {
    return targets.levels();
  }

  Perceptron network() {
    return network;
  }

  Parameters parameters() {
    return network.parameters();
  }

  void initialise(double scale, RandomStream random) {
    network.initialise(scale, random);
  }

  void checkFeatures(Batch c) {
    if (c.dim() != features.dim()) {
      throw new IllegalArgumentException(
          c + " has not the " + features.dim() + " columns of " + features);
    }
  }

  /** The class that a target names. */
  int label(Batch targets, int row) {
    float value = targets.get(row, 0);
    int label = (int) value;
    if (label != value || label < 0 || label >= classes()) {
      throw new IllegalArgumentException(
          "row "
              + row
              + " has the label "
              + value
              + "; labels of "
              + classes()
              + " classes are 0 to "
              + (classes() - 1));
    }
    return label;
  }

  /** The scores of all rows: that of class k and row i stands at {@code i · classes + k}. */
  void scores(Batch c, int rows, double[] out) {
    int classes = classes();
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.height() * TILE);
      float[] tops = scratch.floats(classes * TILE);
      for (int from = 0; from < rows; from += TILE) {
        int count = Math.min(TILE, rows - from);
        int stride = forward(c, from, count, values, null, tops);
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < classes; k++) {
            out[(from + i) * classes + k] = tops[k * stride + i];
          }
        }
      }
    }
  }

  /** Runs some rows through the network; returns the columns of the tile. */
  int forward(
      Batch c,
      int from,
      int rows,
      float[] values,
      float @org.jspecify.annotations.Nullable [] slopes,
      float[] tops) {
    int stride = rows <= TILE / 2 ? TILE / 2 : TILE;
    Transposition.toColumns(c, from, rows, values, 0, stride);
    network.forward(stride, values, slopes);
    network.top(stride, values, tops);
    return stride;
  }

  /** What a loss of the scores of a row is, and its derivatives by them. */
  interface RowLoss {
    /**
     * Replaces the scores of a row by the derivatives of its loss.
     *
     * @param scores those of class k at {@code at + k · stride}
     */
    void differentiate(int row, float[] scores, int at, int stride);
  }

  /** Adds the derivatives of a sum of losses by the parameters, in one pass over the rows. */
  void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.height() * TILE);
      float[] slopes = scratch.floats(network.height() * TILE);
      float[] tops = scratch.floats(classes() * TILE);
      for (int from = 0; from < rows; from += TILE) {
        int count = Math.min(TILE, rows - from);
        int stride = forward(c, from, count, values, slopes, tops);
        differentiate(loss, from, count, tops, stride);
        network.accumulate(stride, values, slopes, tops, into.values());
      }
    }
  }

  /** The derivatives of every row's loss by its features. */
  void gradients(Batch c, RowLoss loss, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.height() * TILE);
      float[] slopes = scratch.floats(network.height() * TILE);
      float[] tops = scratch.floats(classes() * TILE);
      for (int from = 0; from < c.size(); from += TILE) {
        int count = Math.min(TILE, c.size() - from);
        int stride = forward(c, from, count, values, slopes, tops);
        differentiate(loss, from, count, tops, stride);
        network.backward(stride, values, slopes, tops);
        Transposition.toRows(values, 0, stride, count, out, from);
      }
    }
  }

  private void differentiate(RowLoss loss, int from, int count, float[] tops, int stride) {
    for (int i = 0; i < count; i++) {
      loss.differentiate(from + i, tops, i, stride);
    }
    for (int i = count; i < stride; i++) {
      for (int k = 0; k < classes(); k++) {
        tops[k * stride + i] = 0f;
      }
    }
  }

  /** {@code log Σ_k exp(scores_k)} of the classes of one row. */
  static double logSumExp(int classes, float[] scores, int at, int stride) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      max = Math.max(max, scores[at + k * stride]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(scores[at + k * stride] - max);
    }
    return max + Math.log(sum);
  }

  /** {@code log Σ_k exp(scores_k)}. */
  static double logSumExp(int classes, double[] scores, int at) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = at; k < at + classes; k++) {
      max = Math.max(max, scores[k]);
    }
    double sum = 0;
    for (int k = at; k < at + classes; k++) {
      sum += Math.exp(scores[k] - max);
    }
    return max + Math.log(sum);
  }
}
