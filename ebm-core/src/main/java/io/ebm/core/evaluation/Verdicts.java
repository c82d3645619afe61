package io.ebm.core.evaluation;

import io.ebm.api.LogPartition;
import io.ebm.api.Trouble;
import io.ebm.core.sampling.ChainReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges the numbers of an evaluation, each by a threshold. */
public final class Verdicts {

  /** Chains have mixed where R-hat is at most this. */
  static final double R_HAT = 1.05;

  /** The fewest effective draws for a mean or a quantile to be told. */
  static final double ESS = 100;

  /** A lesser share of accepted proposals is too small. */
  static final double ACCEPTANCE = 0.05;

  /** Moments of samples that are known may be so many standard errors off. */
  static final double STANDARD_ERRORS = 5;

  /** Confidence and accuracy may differ by so much on average. */
  static final double CALIBRATION = 0.1;

  private final List<Verdict> verdicts = new ArrayList<>();

  private Verdicts() {}

  /**
   * Judges chains alone.
   *
   * @param remedies the installed samplers against a trouble that fit the energy
   */
  public static List<Verdict> ofChains(
      Diagnosis diagnosis, Function<Trouble, List<String>> remedies) {
    Verdicts verdicts = new Verdicts();
    verdicts.chains(diagnosis, null, remedies);
    return verdicts.verdicts;
  }

  /**
   * Judges an evaluation and adds the verdicts to it.
   *
   * @param evaluation the numbers
   * @param diagnosis of the samples, or null where none were drawn
   * @param logZ the estimate, or null where there is none
   * @param noLogZ why there is none; empty where nobody would expect one
   */
  public static void judge(
      ObjectNode evaluation,
      @Nullable Diagnosis diagnosis,
      @Nullable LogPartition logZ,
      String noLogZ,
      Function<Trouble, List<String>> remedies) {
    Verdicts verdicts = new Verdicts();
    if (diagnosis != null) {
      verdicts.chains(diagnosis, logZ, remedies);
    }
    verdicts.moments(evaluation.path("moments"));
    verdicts.logZ(logZ, noLogZ);
    evaluation.properties().forEach(section -> verdicts.calibration(section.getValue()));
    verdicts.verdicts.addAll(ComparisonVerdicts.of(evaluation));
    Verdict.put(evaluation, verdicts.verdicts);
  }

  private void good(String of, String says) {
    verdicts.add(Verdict.good(of, says));
  }

  private void warn(String of, String says, String advice) {
    verdicts.add(Verdict.warning(of, says, advice));
  }

  private void chains(
      Diagnosis diagnosis, @Nullable LogPartition logZ, Function<Trouble, List<String>> remedies) {
    frozen(diagnosis);
    divergences(diagnosis);
    acceptance(diagnosis.report());
    mixing(diagnosis, logZ, remedies);
  }

  private void frozen(Diagnosis diagnosis) {
    ChainReport report = diagnosis.report();
    if (report.frozen() > 0) {
      warn(
          "frozen chains",
          report.frozen()
              + " of "
              + diagnosis.chains()
              + " chains never moved in their last "
              + report.watched()
              + " transitions",
          "take a shorter step or a longer warm-up, let the warm-up adapt the step"
              + " (targetAcceptance), or start nearer (sampling.startScale)");
    } else if (report.frozen() == 0) {
      good("frozen chains", "none of " + diagnosis.chains() + " chains is frozen");
    }
  }

  private void divergences(Diagnosis diagnosis) {
    ChainReport report = diagnosis.report();
    if (report.divergences() > 0) {
      warn(
          "divergences",
          report.divergences()
              + " transitions of "
              + diagnosis.chains()
              + " chains diverged, so that draws are biased against narrow places",
          "raise targetAcceptance (0.95), or write the model in coordinates of one scale");
    } else if (report.divergences() == 0 && report.statistics().transitions() > 0) {
      good("divergences", "no transition diverged");
    }
  }

  private void acceptance(ChainReport report) {
    double acceptance = report.statistics().acceptance();
    if (acceptance < ACCEPTANCE) {
      warn(
          "acceptance",
          text("acceptance %.3g < %.2f", acceptance, ACCEPTANCE),
          "take a shorter step, or a proposal nearer to the target");
    } else if (!Double.isNaN(acceptance)) {
      good("acceptance", text("acceptance %.3g, at least %.2f", acceptance, ACCEPTANCE));
    }
  }

  private void mixing(
      Diagnosis diagnosis, @Nullable LogPartition logZ, Function<Trouble, List<String>> remedies) {
    double rHat = diagnosis.rHat();
    String chains = diagnosis.traced() + (diagnosis.traced() == 1 ? " chain" : " chains");
    if (Double.isNaN(rHat) && diagnosis.independent()) {
      return;
    }
    if (Double.isNaN(rHat)) {
      verdicts.add(
          diagnosis.moments() * 2 < Diagnosis.FEWEST_MOMENTS
              ? Verdict.note(
                  "R-hat",
                  "R-hat: none, because chains of so few transitions have too few moments",
                  "take at least " + Diagnosis.FEWEST_MOMENTS + " sampling.steps")
              : Verdict.note(
                  "R-hat", "R-hat: none, because nothing ever changes in the " + chains, ""));
      return;
    }
    if (rHat > R_HAT) {
      warn(
          "R-hat",
          text("chains have not mixed: R-hat %.4g > %.2f (%s)", rHat, R_HAT, chains),
          advice(remedies) + independent(logZ));
    } else {
      good("R-hat", text("R-hat %.4g, at most %.2f (%s)", rHat, R_HAT, chains));
    }
    double ess = Math.min(diagnosis.essBulk(), diagnosis.essTail());
    if (ess < ESS) {
      warn(
          "effective sample size",
          text("the traces of %s are worth %.3g independent draws < %.0f", chains, ess, ESS),
          "more sampling.steps or chains; " + advice(remedies));
    } else if (rHat <= R_HAT) { // of chains that have not mixed it says nothing
      good("effective sample size", text("effective sample size %.4g, at least %.0f", ess, ESS));
    }
  }

  private static String advice(Function<Trouble, List<String>> remedies) {
    List<String> parts = new ArrayList<>();
    add(parts, "if they creep", remedies.apply(Trouble.SLOW_MIXING));
    add(parts, "if they stay in separate modes", remedies.apply(Trouble.SEPARATE_MODES));
    parts.add("more sampling.steps");
    return "try " + String.join(", ", parts);
  }

  private static void add(List<String> parts, String when, List<String> samplers) {
    if (!samplers.isEmpty()) {
      parts.add("sampler " + String.join(" or ", samplers) + " " + when);
    }
  }

  /** Whether log Z comes from no chains; those alone have an effective sample size. */
  private static String independent(@Nullable LogPartition logZ) {
    return logZ != null && logZ.valid() && Double.isNaN(logZ.ess())
        ? "; log Z (" + logZ.method() + ") does not depend on it"
        : "";
  }

  private void moments(JsonNode moments) {
    if (moments.isMissingNode()) {
      return;
    }
    double worst =
        Math.max(moments.path("worstMean").asDouble(0), moments.path("worstVariance").asDouble(0));
    String of = "moments of the samples";
    if (worst > STANDARD_ERRORS) {
      warn(
          of,
          text(
              "a mean or variance of the samples is %.3g > %.0f standard errors from the known one",
              worst, STANDARD_ERRORS),
          "the chains have not reached the target: more sampling.steps, or another sampler");
    } else {
      good(of, text("moments at most %.3g standard errors from the known ones", worst));
    }
  }

  private void logZ(@Nullable LogPartition logZ, String noLogZ) {
    if (logZ == null) {
      if (!noLogZ.isEmpty()) {
        verdicts.add(Verdict.note("log Z", "log Z: none, because " + noLogZ, ""));
      }
    } else if (logZ.valid()) {
      String holds = logZ.assumes().isEmpty() ? "" : ", if what it assumes holds";
      good("log Z", "log Z by " + logZ.method() + " may be used" + holds);
    } else {
      warn(
          "log Z",
          "log Z by " + logZ.method() + " is not to be used: " + logZ.reason(),
          "likelihoods are left out");
    }
  }

  private void calibration(JsonNode section) {
    JsonNode error = section.path("calibrationError");
    if (!error.isNumber()) {
      return;
    }
    double value = error.asDouble();
    if (value > CALIBRATION) {
      warn(
          "calibration",
          text("confidence is %.3g off on average > %.2f", value, CALIBRATION),
          "weight decay, fewer steps, or an objective that models the inputs too");
    } else {
      good("calibration", text("confidence is %.3g off, at most %.2f", value, CALIBRATION));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
