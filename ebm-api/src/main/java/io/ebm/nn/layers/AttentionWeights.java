package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/**
 * The weights {@code p_ij} of an {@link AttentionOperation}: of {@code [heads · most]}, packed as the
 * queries are, how much the query sees of each key, 0 behind the last. To be looked at; it does not
 * go back.
 */
final class AttentionWeights implements Operation {

  private final AttentionOperation attention;
  private final int most;

  /**
   * Creates the operation.
   *
   * @param attention whose weights; it has the same inputs
   * @param most keys of a state at most
   */
  AttentionWeights(AttentionOperation attention, int most) {
    this.attention = attention;
    this.most = most;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      Vectors.fill(attention.heads() * most * n, 0f, pass.memory(), pass.output(order));
    }
    if (pass.from() > 0) {
      return;
    }
    Segments queries = pass.segments();
    for (int row = 0; row < queries.rows(); row++) {
      for (int head = 0; head < attention.heads(); head++) {
        for (int q = 0; q < queries.length(row); q++) {
          weigh(pass, row, head, q);
        }
      }
    }
  }

  private void weigh(Pass pass, int row, int head, int query) {
    int n = pass.states();
    float[] m = pass.memory();
    Segments keys = pass.segments(attention.keyInput());
    int to = pass.output(0) + head * most * n + pass.segments().start(row) + query;
    int count = attention.isCausal() ? query + 1 : keys.length(row);
    double greatest = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < count; key++) {
      double score = sees(pass, row, key) ? score(pass, row, head, query, key) : Float.NaN;
      m[to + key * n] = (float) score;
      greatest = Double.isNaN(score) ? greatest : Math.max(greatest, score);
    }
    double sum = 0;
    for (int key = 0; key < count; key++) {
      float score = m[to + key * n];
      m[to + key * n] = Float.isNaN(score) ? 0 : (float) Math.exp(score - greatest);
      sum += m[to + key * n];
    }
    for (int key = 0; key < count; key++) {
      m[to + key * n] /= (float) sum;
    }
  }

  private boolean sees(Pass pass, int row, int key) {
    int mask = attention.mask();
    return mask < 0
        || pass.memory()[pass.input(mask, 0) + pass.segments(mask).start(row) + key] != 0;
  }

  private double score(Pass pass, int row, int head, int query, int key) {
    float[] m = pass.memory();
    int input = attention.keyInput();
    int q = pass.input(0, 0) + pass.segments(0).start(row) + query;
    int k = pass.input(input, 0) + pass.segments(input).start(row) + key;
    double sum = 0;
    for (int i = 0; i < attention.size(); i++) {
      sum +=
          m[q + (attention.queryRow(head) + i) * pass.columns(0)]
              * m[k + (attention.keyRow(head) + i) * pass.columns(input)];
    }
    return sum / Math.sqrt(attention.size());
  }

  /** @throws UnsupportedOperationException always */
  @Override
  public void backward(Pass pass) {
    throw new UnsupportedOperationException("weights of attention are to be looked at");
  }
}
