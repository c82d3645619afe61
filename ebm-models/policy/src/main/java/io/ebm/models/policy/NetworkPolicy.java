package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;

/** A policy whose energies are the outputs of a network, one for every action, times a unit. */
final class NetworkPolicy extends DiscretePolicy {

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
  public Model duplicate() {
    return new NetworkPolicy(encoding, targets(), network.copy(), unit);
  }

  private int write(Batch observations, int from, int count, float[] values) {
    int stride = Network.stride(count);
    encoding.write(observations, from, count, values, 0, 0, stride);
    encoding.clear(values, 0, count, stride);
    return stride;
  }

  @Override
  void all(Batch observations, int rows, double[] out) {
    int n = actions();
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.height() * Network.TILE);
      float[] tops = scratch.floats(n * Network.TILE);
      for (int from = 0; from < rows; from += Network.TILE) {
        int count = Math.min(Network.TILE, rows - from);
        int stride = write(observations, from, count, values);
        network.forward(stride, values, null);
        network.top(stride, values, tops);
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < n; k++) {
            out[(from + i) * n + k] = unit * tops[k * stride + i];
          }
        }
      }
    }
  }

  @Override
  void accumulateAll(Batch observations, int rows, double[] factors, Gradient into) {
    int n = actions();
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.height() * Network.TILE);
      float[] slopes = scratch.floats(network.height() * Network.TILE);
      float[] tops = scratch.floats(n * Network.TILE);
      for (int from = 0; from < rows; from += Network.TILE) {
        int count = Math.min(Network.TILE, rows - from);
        int stride = write(observations, from, count, values);
        network.forward(stride, values, slopes);
        for (int k = 0; k < n; k++) {
          for (int i = 0; i < stride; i++) {
            tops[k * stride + i] = i < count ? unit * (float) factors[(from + i) * n + k] : 0f;
          }
        }
        network.accumulate(stride, values, slopes, tops, into.values());
      }
    }
  }
}
