package io.ebm.models.policy;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A policy whose energies are the outputs of a network, one for every action, times a unit. */
final class NetworkPolicy extends DiscretePolicy implements Archived {

  private final Encoding encoding;
  private final Network network;
  private final float unit;

  NetworkPolicy(Encoding encoding, StateSpace.Categorical actions, Network network, double unit) {
    super(encoding.space(), actions);
    this.encoding = encoding;
    this.network = network;
    this.unit = (float) unit;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public void archive(Path folder) throws IOException {
    encoding.archive(folder);
  }

  @Override
  public NetworkPolicy replica(Parameters others) {
    return new NetworkPolicy(encoding, targets(), network.over(others), unit);
  }

  private int write(Batch observations, int from, int count, float[] values) {
    int stride = Network.stride(count);
    encoding.write(observations, from, count, values, network.at(0, stride), 0, stride);
    encoding.clear(values, network.at(0, stride), count, stride);
    return stride;
  }

  /** Runs some rows through the network; returns the columns of the tile. */
  private int scores(
      Batch observations,
      int from,
      int count,
      float[] values,
      float @Nullable [] slopes,
      float[] tops) {
    int stride = write(observations, from, count, values);
    network.forward(stride, values, slopes);
    network.top(stride, values, tops);
    Vectors.scale(classes() * stride, -unit, tops, 0, tops, 0);
    return stride;
  }

  @Override
  public void scores(Batch observations, int rows, double[] out) {
    int n = classes();
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(Network.TILE));
      float[] tops = scratch.floats(n * Network.TILE);
      for (int from = 0; from < rows; from += Network.TILE) {
        int count = Math.min(Network.TILE, rows - from);
        int stride = scores(observations, from, count, values, null, tops);
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < n; k++) {
            out[(from + i) * n + k] = tops[k * stride + i];
          }
        }
      }
    }
  }

  @Override
  public void accumulate(Batch observations, int rows, RowLoss loss, Gradient into) {
    int n = classes();
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(Network.TILE));
      float[] slopes = scratch.floats(network.size(Network.TILE));
      float[] tops = scratch.floats(n * Network.TILE);
      for (int from = 0; from < rows; from += Network.TILE) {
        int count = Math.min(Network.TILE, rows - from);
        int stride = scores(observations, from, count, values, slopes, tops);
        for (int i = 0; i < count; i++) {
          loss.differentiate(from + i, tops, i, stride);
        }
        for (int k = 0; k < n; k++) {
          for (int i = 0; i < stride; i++) {
            tops[k * stride + i] = i < count ? -unit * tops[k * stride + i] : 0f;
          }
        }
        network.accumulate(stride, values, slopes, tops, into.values());
      }
    }
  }
}
