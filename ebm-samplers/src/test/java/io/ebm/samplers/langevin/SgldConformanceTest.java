package io.ebm.samplers.langevin;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Held to the stationary variance that its documentation states. The estimates' noise is a mean of
 * many terms, near enough normal.
 */
class SgldConformanceTest extends SamplerConformance {

  private static final double STEP_SIZE = 0.2;
  private static final int BATCH = 20;

  @Override
  protected Component<Sampler> sampler() {
    return Component.of(
        new SgldFactory(),
        new SgldFactory.Config(Schedule.constant(STEP_SIZE), BATCH, Schedule.constant(1)));
  }

  @Override
  protected List<SamplerTarget> targets() {
    return List.of(target(0), target(0.8));
  }

  private static SamplerTarget target(double shift) {
    double[] values = new double[25];
    for (int t = 0; t < values.length; t++) {
      values[t] = shift + 3 * Math.sin(t * t);
    }
    Observations energy = new Observations(0.06, values);
    double keep = 1 - STEP_SIZE * energy.precision();
    double variance =
        (2 * STEP_SIZE + STEP_SIZE * STEP_SIZE * energy.estimateVariance(BATCH))
            / (1 - keep * keep);
    return SamplerTarget.of(
        energy, new GaussianEnergy(new double[] {energy.mean()}, new double[][] {{1 / variance}}));
  }

  @Test
  void moreTermsThanThereAreAreRefused() {
    Observations energy = new Observations(1, 1, 2, 3);
    Sampler sgld = sampler().make(TestContext.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgld.start(energy, Batch.allocate(1, 1), RandomStream.of(1)))
        .withMessage("sampler 'sgld' cannot draw 20 of 3 terms; batch may be at most that");
  }
}
