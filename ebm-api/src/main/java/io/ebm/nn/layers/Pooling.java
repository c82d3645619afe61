package io.ebm.nn.layers;

import io.ebm.nn.LogSumExp;
import io.ebm.nn.Operation;

/** What pooling makes one number of several by. */
public enum Pooling {
  /** Their mean. */
  MEAN,
  /** Their sum. */
  SUM,
  /** The greatest; of equal ones the first has the slope. */
  MAX,
  /** The logarithm of the sum of their exponentials: a smooth maximum. */
  LOG_SUM_EXP;

  Operation over(int size, int[][] windows) {
    return switch (this) {
      case MEAN -> SparseOperation.means(size, windows);
      case SUM -> SparseOperation.sums(size, windows);
      case MAX -> new MaximumOperation(size, windows);
      case LOG_SUM_EXP -> new LogSumExp(windows, size, 1);
    };
  }

  /** The same over the positions of each state of a packed value. */
  Operation overSegments(int channels) {
    return switch (this) {
      case MEAN -> new SegmentSum(channels, true);
      case SUM -> new SegmentSum(channels, false);
      case MAX -> new SegmentMaximum(channels);
      case LOG_SUM_EXP -> new SegmentLogSumExp(channels);
    };
  }
}
