package io.ebm.core.train;

import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.core.Texts;
import io.ebm.core.runtime.Workers;
import java.util.function.DoubleSupplier;

/** The loss of all examples, as an optimizer sees it that needs all. */
final class WholeLoss implements FullBatchOptimizer.Loss {

  private final DoubleSupplier shards;
  private final LaneGradients gradients;
  private final Trained trained;
  private final Workers workers;
  private String failure = "the loss is not finite";

  /**
   * Creates it.
   *
   * @param shards evaluates every shard, fills the lanes' gradients and returns the sum of the loss
   * @param trained what the optimizer trains
   */
  WholeLoss(DoubleSupplier shards, LaneGradients gradients, Trained trained, Workers workers) {
    this.shards = shards;
    this.gradients = gradients;
    this.trained = trained;
    this.workers = workers;
  }

  @Override
  public double evaluate(Gradient gradient) {
    try {
      trained.scatter();
      double value = shards.getAsDouble();
      if (trained.apart()) {
        gradients.sumInto(gradients.get(0));
        trained.gatherSum(gradients.get(0), gradient);
      } else {
        gradients.sumInto(gradient);
      }
      failure = "the loss is " + value;
      return value;
    } catch (NonFiniteException e) {
      failure = Texts.reason(e);
      return Double.NaN;
    }
  }

  @Override
  public double sum(int n, FullBatchOptimizer.RangeTask task) {
    return workers.sum(n, task);
  }

  /** What the last evaluation found, for a message. */
  String failure() {
    return failure;
  }
}
