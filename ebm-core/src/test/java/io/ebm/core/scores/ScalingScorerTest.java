package io.ebm.core.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ScorerConformance;
import io.ebm.testkit.TestRun;
import java.util.Map;
import java.util.Objects;
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

  private static double of(Map<String, Double> scores, String name) {
    return Objects.requireNonNull(scores.get(name), name);
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
    assertThat(of(scores, "temperature")).isCloseTo(3, within(0.35));
    assertThat(of(scores, "calibrationErrorUnscaled")).isBetween(0.1, 0.25);
    assertThat(of(scores, "calibrationErrorScaled")).isLessThan(0.04);
    assertThat(of(scores, "logLikelihoodScaled"))
        .isGreaterThan(of(scores, "logLikelihoodUnscaled") + 0.2);
  }

  @Test
  void whoIsAsSureAsRightStaysSo() {
    Map<String, Double> scores = scorer().scores(Gauges.run(1));
    assertThat(of(scores, "temperature")).isCloseTo(1, within(0.12));
    assertThat(of(scores, "calibrationErrorScaled"))
        .isCloseTo(of(scores, "calibrationErrorUnscaled"), within(0.02));
  }
}
