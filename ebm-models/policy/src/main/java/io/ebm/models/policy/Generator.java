package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * The network of a policy that turns an observation and normal noise into an action: {@code a = m +
 * h tanh f(s, ξ)} in a box of middle m and half width h, {@code f(s, ξ)} where actions have no
 * bounds.
 */
final class Generator {

  /** Below this slope of tanh a float has lost it; an output so far out can still come back. */
  private static final float LEAST_SLOPE = 1e-6f;

  private final Encoding seen;
  private final Encoding done;
  private final Network network;
  private final int noise;
  private final StateSpace.@Nullable Box box;

  /**
   * Creates a generator.
   *
   * @param network its inputs are the units of the observation, then the noise
   */
  Generator(Encoding seen, Encoding done, Network network) {
    this.seen = seen;
    this.done = done;
    this.network = network;
    noise = network.columns(0) - seen.units();
    box = done.space() instanceof StateSpace.Box bounds ? bounds : null;
  }

  /** The same over other parameters. */
  Generator over(Parameters others) {
    return new Generator(seen, done, network.over(others));
  }

  /** Row by row, so that fewer rows take the first numbers of more. */
  private float[] draw(RandomStream random, int rows, Scratch scratch) {
    float[] drawn = scratch.floats(rows * noise);
    random.fillGaussian(drawn, 0, rows * noise);
    return drawn;
  }

  private int write(Batch contexts, float[] drawn, int from, int count, float[] values) {
    int stride = Network.stride(count);
    int at = network.at(0, stride);
    int below = at + seen.units() * stride;
    seen.write(contexts, from, count, values, at, 0, stride);
    seen.clear(values, at, count, stride);
    for (int k = 0; k < noise; k++) {
      for (int i = 0; i < stride; i++) {
        values[below + k * stride + i] = i < count ? drawn[(from + i) * noise + k] : 0f;
      }
    }
    return stride;
  }

  /** The outputs of a tile, within ±1 where there is a box. */
  private void tops(int stride, float[] values, float[] tops) {
    network.top(stride, values, tops);
    if (box != null) {
      Elementwise.tanh(network.outputs() * stride, tops, 0, tops, 0);
    }
  }

  void propose(Batch contexts, Batch into, RandomStream random) {
    done.check(into);
    try (Scratch scratch = Scratch.open()) {
      float[] drawn = draw(random, into.size(), scratch);
      float[] values = scratch.floats(network.size(Network.TILE));
      float[] tops = scratch.floats(network.outputs() * Network.TILE);
      for (int from = 0; from < into.size(); from += Network.TILE) {
        int count = Math.min(Network.TILE, into.size() - from);
        int stride = write(contexts, drawn, from, count, values);
        network.forward(stride, values, null);
        tops(stride, values, tops);
        for (int i = 0; i < count; i++) {
          int at = into.offset(from + i);
          for (int k = 0; k < into.dim(); k++) {
            into.array()[at + k] = place(tops[k * stride + i]);
          }
        }
      }
    }
  }

  private float place(float top) {
    float value = done.outward(top);
    return box == null ? value : Math.max(box.low(), Math.min(box.high(), value)); // keeps a NaN
  }

  void accumulate(Batch contexts, RandomStream random, Batch slopes, Gradient into) {
    done.check(slopes);
    try (Scratch scratch = Scratch.open()) {
      float[] drawn = draw(random, slopes.size(), scratch);
      float[] values = scratch.floats(network.size(Network.TILE));
      float[] bends = scratch.floats(network.size(Network.TILE));
      float[] tops = scratch.floats(network.outputs() * Network.TILE);
      for (int from = 0; from < slopes.size(); from += Network.TILE) {
        int count = Math.min(Network.TILE, slopes.size() - from);
        int stride = write(contexts, drawn, from, count, values);
        network.forward(stride, values, bends);
        tops(stride, values, tops);
        for (int k = 0; k < slopes.dim(); k++) {
          for (int i = 0; i < stride; i++) {
            int at = k * stride + i;
            tops[at] = i < count ? slopes.get(from + i, k) * slope(tops[at]) : 0f;
          }
        }
        network.accumulate(stride, values, bends, tops, into.values());
      }
    }
  }

  /** By how much an action moves with an output. */
  private float slope(float top) {
    return box == null ? done.half() : done.half() * Math.max(LEAST_SLOPE, 1 - top * top);
  }
}
