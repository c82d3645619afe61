package io.ebm.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says where numbers lie between the floors that stand beside them. */
final class ComparisonVerdicts {

  /** Floors lie apart where the Gaussian's is so many times the halves'. */
  private static final double APART = 2;

  /** So far on the way to the Gaussian a sample may lie and be good, as a share. */
  private static final double GOOD = 0.5;

  /** So many times as far as both floors samples are much worse. */
  private static final double FAR = 3;

  /** An area under the curve below which rows are hardly told at all. */
  private static final double CHANCE = 0.6;

  private static final List<String> SIMPLE = List.of("principalComponents", "gaussian", "nearest");

  private final List<Verdict> verdicts = new ArrayList<>();

  private ComparisonVerdicts() {}

  /** The verdicts on samples and on foreign data, as far as an evaluation has them. */
  static List<Verdict> of(JsonNode evaluation) {
    ComparisonVerdicts all = new ComparisonVerdicts();
    JsonNode samples = evaluation.path(SampleQuality.KEY);
    all.between(samples, "frechet", "Fréchet distance");
    all.between(samples, "mmdGaussian", "mean discrepancy");
    for (Map.Entry<String, JsonNode> foreign : evaluation.path(ForeignScores.KEY).properties()) {
      all.against(foreign.getKey(), foreign.getValue());
    }
    return all.verdicts;
  }

  /** Where a distance lies on the way from one half of the examples to a fitted Gaussian. */
  private void between(JsonNode samples, String key, String of) {
    JsonNode measure = samples.path(key);
    JsonNode gaussian = measure.path(SampleQuality.GAUSSIAN);
    JsonNode value = measure.path(SampleQuality.VALUE);
    if (!value.isNumber() || !gaussian.isNumber()) {
      return;
    }
    double best = measure.path(SampleQuality.HALVES).asDouble();
    double trivial = gaussian.asDouble();
    double here = value.asDouble();
    String floors =
        text(
            "%s %.3g at n = %d: %.3g is one half of the examples from the other, %.3g a fitted"
                + " Gaussian",
            of, here, samples.path("n").asInt(), best, trivial);
    double floor = Math.max(0, Math.max(best, trivial));
    if (here > FAR * floor) {
      verdicts.add(
          Verdict.warning(
              of,
              floors + "; the samples are much further than both",
              "look at the samples: more training, or more sampling.steps"));
      return;
    }
    if (trivial <= Math.max(0, best) * APART) {
      return; // these features do not tell the data from a Gaussian
    }
    double share = (here - best) / (trivial - best);
    if (share <= GOOD) {
      verdicts.add(
          Verdict.good(of, floors + (share <= 0 ? "; no worse than the examples" : way(share))));
    } else if (share <= 1) {
      verdicts.add(
          Verdict.note(of, floors + way(share), "more training or sampling.steps may mend it"));
    } else {
      verdicts.add(
          Verdict.warning(
              of,
              floors + "; the samples are worse than the Gaussian's",
              "look at the samples: more training, or more sampling.steps"));
    }
  }

  private static String way(double share) {
    return text("; the samples are %.0f %% of the way there", 100 * share);
  }

  /** Whether the energy tells data from other data, and better than what knows no energy. */
  private void against(String name, JsonNode scores) {
    JsonNode auc = scores.path("auc");
    if (!auc.isNumber()) {
      return;
    }
    String best = "";
    double most = Double.NaN;
    for (String simple : SIMPLE) {
      JsonNode other = scores.path(simple);
      if (other.isNumber() && !(other.asDouble() <= most)) {
        best = simple;
        most = other.asDouble();
      }
    }
    String of = "against " + name;
    String says =
        text(
            "the energy tells %s from held-out examples with an AUC of %.3f", name, auc.asDouble());
    String beside =
        best.isEmpty() ? "" : text("; the best simple method, %s, with %.3f", words(best), most);
    if (auc.asDouble() < 0.5) {
      verdicts.add(
          Verdict.warning(
              of,
              says + " < 0.5: " + name + " is more plausible to it" + beside,
              "train on such rows as negatives, or do not take the energy for a detector"));
    } else if (auc.asDouble() < most || auc.asDouble() < CHANCE) {
      verdicts.add(Verdict.note(of, says + beside, ""));
    } else {
      verdicts.add(Verdict.good(of, says + beside));
    }
  }

  private static String words(String method) {
    return switch (method) {
      case "principalComponents" -> "the residual of principal components";
      case "gaussian" -> "one Gaussian";
      default -> "the nearest training example";
    };
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
