package io.ebm.testkit;

import io.ebm.api.Component;
import io.ebm.api.Optimizer;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link Optimizer}. The config must suit a quadratic with curvatures from ¼ to
 * 1, an optimum within 1 of the start, and no weight decay.
 */
public abstract class OptimizerConformance {

  /** The optimizer. */
  protected abstract Component<Optimizer> optimizer();

  /** Steps to the minimum. */
  protected int steps() {
    return 500;
  }

  /** How near the optimum must be. */
  protected double distance() {
    return 1e-3;
  }

  @Test
  void minimisesAQuadratic() {
    OptimizerChecks.minimises(optimizer(), steps(), distance());
  }

  @Test
  void resumesBitForBit() {
    OptimizerChecks.resumes(optimizer());
  }

  @Test
  void movesRangesIndependently() {
    OptimizerChecks.movesInRanges(optimizer());
  }
}
