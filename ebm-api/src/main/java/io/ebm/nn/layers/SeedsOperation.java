package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/** Vectors that lie in the parameters, the same for every state, as a packed value. */
final class SeedsOperation implements Operation.Opening {

  private final int channels;
  private final int count;
  private final int weight;

  SeedsOperation(int channels, int count, int weight) {
    this.channels = channels;
    this.count = count;
    this.weight = weight;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void open(Pass pass, Segments segments) {
    for (int s = 0; s < pass.rows(); s++) {
      segments.add(count);
    }
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    int used = pass.segments().positions();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      if (order > 0) {
        Vectors.fill(channels * n, 0f, m, y);
        continue;
      }
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < used; p++) {
          m[y + c * n + p] = pass.parameters()[weight + p % count * channels + c];
        }
      }
      pass.segments().pad(m, y, channels, true);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!pass.learns()) {
      return;
    }
    float[] m = pass.memory();
    int n = pass.states();
    int used = pass.segments().positions();
    for (int c = 0; c < channels; c++) {
      int y = pass.outputSlope(0) + c * n;
      for (int p = 0; p < used; p++) {
        pass.gradient()[weight + p % count * channels + c] += m[y + p];
      }
    }
  }
}
