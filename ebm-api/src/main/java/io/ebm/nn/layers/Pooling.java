package io.ebm.nn.layers;

import io.ebm.nn.LogSumExp;
import io.ebm.nn.Operation;

/** What pooling makes one number of several by. */
public enum Pooling {
  /** Their mean. */
  MEAN,
  /** The greatest; of equal ones the first has the slope. */
  MAX,
  /** The logarithm of the sum of their exponentials: a smooth maximum. */
  LOG_SUM_EXP;

  Operation over(int size, int[][] windows) {
    return switch (this) {
      case MEAN -> SparseOperation.means(size, windows);
      case MAX -> new MaximumOperation(size, windows);
      case LOG_SUM_EXP -> new LogSumExp(windows, size, 1);
    };
  }
}
