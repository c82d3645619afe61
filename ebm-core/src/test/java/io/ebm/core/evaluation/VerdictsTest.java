package io.ebm.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.ChainStatistics;
import io.ebm.api.LogPartition;
import io.ebm.api.Trouble;
import io.ebm.core.run.Json;
import io.ebm.core.sampling.ChainReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class VerdictsTest {

  private static List<String> remedies(Trouble trouble) {
    return trouble == Trouble.SLOW_MIXING ? List.of("swift") : List.of("hopper", "jumper");
  }

  private static ChainReport report(int frozen, long divergences, long accepted) {
    return new ChainReport(
        new ChainStatistics(1000, 1000, accepted), Map.of(), divergences, List.of(), frozen, 500);
  }

  private static Diagnosis diagnosis(double rHat, double ess, ChainReport report) {
    return new Diagnosis(256, 128, 50, rHat, ess, ess, false, report);
  }

  private static List<String> sentences(List<Verdict> verdicts, Verdict.Level level) {
    return verdicts.stream().filter(v -> v.level() == level).map(Verdict::sentence).toList();
  }

  @Test
  void allIsWell() {
    List<Verdict> verdicts =
        Verdicts.ofChains(diagnosis(1.013, 5000, report(0, 0, 800)), VerdictsTest::remedies);
    assertThat(sentences(verdicts, Verdict.Level.GOOD))
        .containsExactly(
            "none of 256 chains is frozen",
            "no transition diverged",
            "acceptance 0.800, at least 0.05",
            "R-hat 1.013, at most 1.05 (128 chains)",
            "effective sample size 5000, at least 100");
    assertThat(verdicts).hasSize(5);
  }

  @Test
  void whatIsWrongHasAThresholdAndAWayOut() {
    List<Verdict> verdicts =
        Verdicts.ofChains(diagnosis(2.24, 30, report(14, 3, 10)), VerdictsTest::remedies);
    assertThat(sentences(verdicts, Verdict.Level.WARNING))
        .containsExactly(
            "14 of 256 chains never moved in their last 500 transitions; take a shorter step or a"
                + " longer warm-up, let the warm-up adapt the step (targetAcceptance), or start"
                + " nearer (sampling.startScale)",
            "3 transitions of 256 chains diverged, so that draws are biased against narrow places;"
                + " raise targetAcceptance (0.95), or write the model in coordinates of one scale",
            "acceptance 0.0100 < 0.05; take a shorter step, or a proposal nearer to the target",
            "chains have not mixed: R-hat 2.240 > 1.05 (128 chains); try sampler swift if they creep,"
                + " sampler hopper or jumper if they stay in separate modes, more sampling.steps",
            "the traces of 128 chains are worth 30.0 independent draws < 100; more sampling.steps or"
                + " chains; try sampler swift if they creep, sampler hopper or jumper if they stay in"
                + " separate modes, more sampling.steps");
  }

  @Test
  void chainsThatStandStillApartHaveAnInfiniteRHat() {
    List<Verdict> verdicts =
        Verdicts.ofChains(
            diagnosis(Double.POSITIVE_INFINITY, 4, report(-1, -1, 500)), VerdictsTest::remedies);
    assertThat(sentences(verdicts, Verdict.Level.WARNING).get(0)).contains("R-hat Infinity > 1.05");
  }

  @Test
  void whatCannotBeToldIsNotJudged() {
    ChainReport nothing =
        new ChainReport(new ChainStatistics(1000, 0, 0), Map.of(), -1, List.of(), -1, 500);
    List<Verdict> verdicts =
        Verdicts.ofChains(
            new Diagnosis(4, 4, 2, Double.NaN, Double.NaN, Double.NaN, false, nothing),
            VerdictsTest::remedies);
    assertThat(sentences(verdicts, Verdict.Level.NOTE))
        .containsExactly(
            "R-hat: none, because chains of so few transitions have too few moments; take at least 8"
                + " sampling.steps");
    assertThat(verdicts).hasSize(1);
  }

  @Test
  void anEvaluationCarriesItsVerdicts() {
    ObjectNode evaluation = Json.object();
    evaluation.putObject("moments").put("worstMean", 7.5).put("worstVariance", 1.0);
    evaluation.putObject("conditional").put("calibrationError", 0.2);
    Verdicts.judge(
        evaluation, null, null, "5 dimensions are too many for quadrature", VerdictsTest::remedies);
    List<Verdict> read = Verdict.in(Json.parse(Json.line(evaluation)));
    assertThat(sentences(read, Verdict.Level.WARNING))
        .containsExactly(
            "a mean or variance of the samples is 7.50 > 5 standard errors from the known one; the"
                + " chains have not reached the target: more sampling.steps, or another sampler",
            "confidence is 0.200 off on average > 0.10; weight decay, fewer steps, or an objective"
                + " that models the inputs too");
    assertThat(sentences(read, Verdict.Level.NOTE))
        .containsExactly("log Z: none, because 5 dimensions are too many for quadrature");
  }

  @Test
  void logZThatComesFromNoChainsDoesNotDependOnThem() {
    ObjectNode evaluation = Json.object();
    LogPartition logZ = LogPartition.within(1, 0.1, "quadrature");
    Verdicts.judge(
        evaluation, diagnosis(1.2, 500, report(-1, -1, 500)), logZ, "", trouble -> List.of());
    assertThat(sentences(Verdict.in(evaluation), Verdict.Level.WARNING))
        .containsExactly(
            "chains have not mixed: R-hat 1.200 > 1.05 (128 chains); try more sampling.steps; log Z"
                + " (quadrature) does not depend on it");
  }
}
