package io.ebm.testkit;

import io.ebm.api.Component;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.StateSpace;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a {@link PartitionEstimator}. Extend it and give the estimator, with a config
 * under which its intervals hold on the targets and that is quick:
 *
 * <pre>{@code
 * class AisConformanceTest extends EstimatorConformance {
 *   protected Component<PartitionEstimator> estimator() {
 *     return Component.of(new AisFactory(), AisConfig.of(60, 50));
 *   }
 * }
 * }</pre>
 */
public abstract class EstimatorConformance {

  /** The estimator. */
  protected abstract Component<PartitionEstimator> estimator();

  /**
   * Energies to try it on: by default {@link EstimatorTarget#standard}. Those of them are tested on
   * which it fits, and there must be one.
   */
  protected List<EstimatorTarget> targets() {
    return EstimatorTarget.standard();
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private Stream<DynamicTest> perTarget(Consumer<EstimatorTarget> check) {
    List<EstimatorTarget> fitting =
        targets().stream().filter(target -> EstimatorChecks.fits(estimator(), target)).toList();
    if (fitting.isEmpty()) {
      throw new AssertionError(
          "estimator '"
              + estimator().type()
              + "' has a misfit with each of the targets; override targets()");
    }
    return fitting.stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> check.accept(target)));
  }

  @TestFactory
  Stream<DynamicTest> intervalsHoldTheExactValue() {
    return perTarget(
        target -> EstimatorChecks.intervalsHoldTheExactValue(estimator(), target, seed()));
  }

  @TestFactory
  Stream<DynamicTest> dependsOnTheSeedAlone() {
    return perTarget(target -> EstimatorChecks.dependsOnTheSeedAlone(estimator(), target, seed()));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfWhatIsNotANumber() {
    return perTarget(
        target -> EstimatorChecks.tellsOfWhatIsNotANumber(estimator(), target, seed()));
  }

  @Test
  void refusesByTheSameSentence() {
    for (EstimatorTarget target : targets()) {
      EstimatorChecks.refusesByTheSameSentence(
          estimator(), target.energy(), target.context(seed()));
    }
    for (StateSpace space : List.of(StateSpace.real(40), StateSpace.spin(40))) {
      EstimatorChecks.refusesByTheSameSentence(
          estimator(), new BareEnergy(space), TestEstimation.of(seed()));
    }
  }
}
