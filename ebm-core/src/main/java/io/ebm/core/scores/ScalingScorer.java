package io.ebm.core.scores;

import com.google.auto.service.AutoService;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code temperature-scaling}: how far a classifier's probabilities are off for being too sure or
 * too unsure, which one number mends (Guo et al. 2017).
 */
@AutoService(Scorer.class)
public final class ScalingScorer implements Scorer {

  @Override
  public String name() {
    return "temperature-scaling";
  }

  @Override
  public String description() {
    return "Calibration of a classifier before and after its confidence is scaled.";
  }

  @Override
  public boolean applies(RunView run) {
    return Scaling.applies(run);
  }

  @Override
  public Map<String, Double> scores(RunView run) {
    Scaling scaling = Scaling.of(run);
    Map<String, Double> scores = new LinkedHashMap<>();
    if (!scaling.determined()) {
      return scores;
    }
    scores.put("temperature", scaling.temperature());
    scores.put("calibrationErrorUnscaled", scaling.before().calibrationError());
    scores.put("calibrationErrorScaled", scaling.after().calibrationError());
    scores.put("logLikelihoodUnscaled", scaling.before().logLikelihood());
    scores.put("logLikelihoodScaled", scaling.after().logLikelihood());
    return scores;
  }
}
