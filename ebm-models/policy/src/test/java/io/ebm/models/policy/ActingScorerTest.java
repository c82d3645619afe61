package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ScorerConformance;
import io.ebm.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActingScorerTest extends ScorerConformance {

  @Override
  protected Scorer scorer() {
    return new ActingScorer();
  }

  @Override
  protected RunView run() {
    return GridRun.run();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void tellsReturnsLengthsAndWhatTheWorldTells() {
    Map<String, Double> scores = scorer().scores(run());
    assertThat(scores.keySet()).startsWith("meanReturn", "returnError", "meanLength");
    assertThat(scores).containsKey("success");
    assertThat(scores.get("success")).isBetween(0.0, 1.0);
    assertThat(scores.get("meanLength")).isGreaterThanOrEqualTo(1);
  }
}
