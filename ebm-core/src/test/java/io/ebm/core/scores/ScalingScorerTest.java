package io.ebm.core.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ScorerConformance;
import io.ebm.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalingScorerTest extends ScorerConformance {

  @Override
  protected Scorer scorer() {
    return new ScalingScorer();
  }

  @Override
  protected RunView run() {
    return Gauges.run(1);
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void whoIsThreeTimesTooSureIsDividedByThree() {
    Map<String, Double> scores = scorer().scores(Gauges.run(3));
    assertThat(scores.keySet())
        .containsExactly(
            "temperature",
            "calibrationErrorUnscaled",
            "calibrationErrorScaled",
            "logLikelihoodUnscaled",
            "logLikelihoodScaled");
    assertThat(scores.get("temperature")).isCloseTo(3, within(0.35));
    assertThat(scores.get("calibrationErrorUnscaled")).isBetween(0.1, 0.25);
    assertThat(scores.get("calibrationErrorScaled")).isLessThan(0.04);
    assertThat(scores.get("logLikelihoodScaled"))
        .isGreaterThan(scores.get("logLikelihoodUnscaled") + 0.2);
  }

  @Test
  void whoIsAsSureAsRightStaysSo() {
    Map<String, Double> scores = scorer().scores(Gauges.run(1));
    assertThat(scores.get("temperature")).isCloseTo(1, within(0.12));
    assertThat(scores.get("calibrationErrorScaled"))
        .isCloseTo(scores.get("calibrationErrorUnscaled"), within(0.02));
  }
}
