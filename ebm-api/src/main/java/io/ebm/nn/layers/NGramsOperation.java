package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/** The labels of all runs of labels of each state. */
final class NGramsOperation implements Operation.Opening {

  private final int least;
  private final int most;
  private final int buckets;
  private final int singles;

  /**
   * Creates the operation.
   *
   * @param singles how many labels single ones have, or 0 if there are none among the runs
   */
  NGramsOperation(NGrams layer, int singles) {
    this.least = layer.least();
    this.most = layer.most();
    this.buckets = layer.buckets();
    this.singles = singles;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return false;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void open(Pass pass, Segments segments) {
    Segments all = pass.segments(0);
    for (int s = 0; s < all.rows(); s++) {
      int runs = 0;
      for (int length = least; length <= most; length++) {
        runs += Math.max(0, all.length(s) - length + 1);
      }
      segments.add(runs);
    }
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    Segments all = pass.segments(0);
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      if (order > 0) {
        Vectors.fill(pass.states(), 0f, m, y); // it is constant between labels
        continue;
      }
      int x = pass.input(0, 0);
      int at = y;
      for (int s = 0; s < all.rows(); s++) {
        int end = x + all.start(s) + all.length(s);
        for (int length = least; length <= most; length++) {
          for (int p = x + all.start(s); p + length <= end; p++) {
            m[at++] = length == 1 ? label(m[p]) : singles + bucket(m, p, length);
          }
        }
      }
      pass.segments().pad(m, y, 1, true);
    }
  }

  /** A product and a rotation for each label, and at last MurmurHash3's mixing (Appleby 2011). */
  private int bucket(float[] m, int at, int length) {
    int hash = length;
    for (int p = at; p < at + length; p++) {
      hash = (hash ^ label(m[p])) * 0x9E3779B1;
      hash = Integer.rotateLeft(hash, 15);
    }
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
    return Integer.remainderUnsigned(hash ^ hash >>> 16, buckets);
  }

  private int label(float number) {
    int label = (int) number;
    if (label != number || label < 0 || (singles > 0 && label >= singles)) {
      throw new IllegalArgumentException(
          "n-grams takes whole numbers from 0%s, not %s"
              .formatted(singles > 0 ? " to " + (singles - 1) : "", number));
    }
    return label;
  }

  @Override
  public void backward(Pass pass) {
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        Vectors.fill(pass.columns(0), 0f, pass.memory(), pass.inputSlope(0, order));
      }
    }
  }
}
