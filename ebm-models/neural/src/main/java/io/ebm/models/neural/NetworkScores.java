package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.ClassScores;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A network from features to a score {@code f_y} for every class, what its energies have in common:
 * {@code E(c, y) = -f_y(c)}. Worked on in tiles, in which a class is a row and an example a column.
 */
final class NetworkScores implements ClassScores {

  static final int TILE = Mlp.TILE;

  private final StateSpace features;
  private final Perceptron network;
  private final SpectralNorm norm;

  NetworkScores(StateSpace features, Perceptron network, SpectralNorm norm) {
    this.features = features;
    this.network = network;
    this.norm = norm;
  }

  @Override
  public StateSpace features() {
    return features;
  }

  @Override
  public int classes() {
    return network.outputs();
  }

  @Override
  public void constrain() {
    norm.bound(network);
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  void initialise(double scale, RandomStream random) {
    network.initialise(scale, random);
    constrain();
  }

  @Override
  public void scores(Batch c, int rows, double[] out) {
    int classes = classes();
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(TILE));
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
      Batch c, int from, int rows, float[] values, float @Nullable [] slopes, float[] tops) {
    int stride = rows <= TILE / 2 ? TILE / 2 : TILE;
    Transposition.toColumns(c, from, rows, values, network.at(0, stride), stride);
    network.forward(stride, values, slopes);
    network.top(stride, values, tops);
    return stride;
  }

  @Override
  public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(TILE));
      float[] slopes = scratch.floats(network.size(TILE));
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
      float[] values = scratch.floats(network.size(TILE));
      float[] slopes = scratch.floats(network.size(TILE));
      float[] tops = scratch.floats(classes() * TILE);
      for (int from = 0; from < c.size(); from += TILE) {
        int count = Math.min(TILE, c.size() - from);
        int stride = forward(c, from, count, values, slopes, tops);
        differentiate(loss, from, count, tops, stride);
        network.backward(stride, values, slopes, tops);
        Transposition.toRows(values, network.at(0, stride), stride, count, out, from);
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
}
