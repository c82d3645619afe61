package io.ebm.samplers.tempering;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A double well whose barrier is 12 kT, tilted so that the wells hold unlike shares. */
class DoubleWellTest {

  private static final int CHAINS = 64;
  private static final int WARM_UP = 512;
  private static final int STEPS = 2000;
  private static final GridEnergy WELL = GridEnergy.doubleWell(1, 12, 0.4);

  /** The share of time on the right in each chain, all of which start on the left. */
  private static double[] shares(MarkovChain chain) {
    if (chain instanceof Adaptive adaptive) {
      adaptive.warmUp(WARM_UP);
    }
    chain.advance(WARM_UP);
    double[] shares = new double[CHAINS];
    for (int s = 0; s < STEPS; s++) {
      chain.advance(1);
      for (int i = 0; i < CHAINS; i++) {
        shares[i] += chain.states().get(i, 0) > 0 ? 1.0 / STEPS : 0;
      }
    }
    return shares;
  }

  private static MarkovChain start(Component<Sampler> sampler) {
    Batch states = Batch.allocate(CHAINS, 1);
    states.fill(-1);
    return sampler.make(TestContext.of(1)).start(WELL, states, RandomStream.of(2));
  }

  @Test
  void occupanciesAreThoseOfQuadrature() {
    double exact = 1 - WELL.cdf(0);
    MarkovChain chain =
        start(
            ParallelTemperingConformanceTest.around(
                ParallelTemperingConformanceTest.mala(0.01),
                List.of(1.0, 1.6, 2.5, 4.0, 6.5, 10.0)));
    double[] shares = shares(chain);
    double mean = 0;
    for (double share : shares) {
      mean += share / CHAINS;
    }
    double squares = 0;
    for (double share : shares) {
      squares += (share - mean) * (share - mean);
    }
    double error = Math.sqrt(squares / (CHAINS - 1) / CHAINS);
    assertThat(Math.abs(mean - exact)).as("of %s, exact %s", mean, exact).isLessThan(3 * error);
    assertThat(error).as("standard error").isLessThan(0.03);
    RecordingMetrics metrics = new RecordingMetrics();
    ((ParallelTemperingChain) chain).report(metrics);
    assertThat(metrics.last("round-trips")).isGreaterThan(5);
    assertThat(metrics.last("swap-acceptance")).isBetween(0.4, 0.95);
  }

  @Test
  void plainMalaStaysWhereItStarted() {
    double mean = 0;
    for (double share : shares(start(ParallelTemperingConformanceTest.mala(0.01)))) {
      mean += share / CHAINS;
    }
    assertThat(mean).isLessThan(0.05);
    assertThat(1 - WELL.cdf(0)).isGreaterThan(0.25);
  }
}
