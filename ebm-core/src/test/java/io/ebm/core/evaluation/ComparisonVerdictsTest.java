package io.ebm.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.run.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ComparisonVerdictsTest {

  private static Verdict frechet(double value, double halves, double gaussian) {
    ObjectNode evaluation = Json.object();
    ObjectNode samples = evaluation.putObject("samples");
    samples.put("n", 1000);
    samples
        .putObject("frechet")
        .put("value", value)
        .put("halves", halves)
        .put("gaussian", gaussian);
    List<Verdict> verdicts = ComparisonVerdicts.of(evaluation);
    assertThat(verdicts).hasSizeLessThan(2);
    return verdicts.isEmpty() ? Verdict.good("", "none") : verdicts.get(0);
  }

  @Test
  void distancesAreJudgedByTheirFloors() {
    assertThat(frechet(12, 2, 42))
        .isEqualTo(
            Verdict.good(
                "Fréchet distance",
                "Fréchet distance 12.0 at n = 1000: 2.00 is one half of the examples from the"
                    + " other, 42.0 a fitted Gaussian; the samples are 25 % of the way there"));
    assertThat(frechet(1, 2, 42).says()).endsWith("; no worse than the examples");
    assertThat(frechet(32, 2, 42).level()).isEqualTo(Verdict.Level.NOTE);
    assertThat(frechet(50, 2, 42).level()).isEqualTo(Verdict.Level.WARNING);
    assertThat(frechet(50, 2, 42).says()).endsWith("; the samples are worse than the Gaussian's");
    assertThat(frechet(5, 2, 3).says()).isEqualTo("none"); // the floors lie too close
  }

  private static Verdict against(double auc, double gaussian, double nearest) {
    ObjectNode evaluation = Json.object();
    evaluation
        .putObject("against")
        .putObject("letters")
        .put("auc", auc)
        .put("gaussian", gaussian)
        .put("nearest", nearest);
    return ComparisonVerdicts.of(evaluation).get(0);
  }

  @Test
  void energiesAreJudgedBesideSimpleMethods() {
    assertThat(against(0.97, 0.91, 0.94))
        .isEqualTo(
            Verdict.good(
                "against letters",
                "the energy tells letters from held-out examples with an AUC of 0.970; the best"
                    + " simple method, the nearest training example, with 0.940"));
    assertThat(against(0.92, 0.91, 0.94).level()).isEqualTo(Verdict.Level.NOTE);
    assertThat(against(0.3, 0.91, 0.94).level()).isEqualTo(Verdict.Level.WARNING);
  }
}
