package io.ebm.objectives.unrolled;

import com.google.auto.service.AutoService;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code refinement}: the mean squared error of a coordinate of held-out targets, in the units of
 * the data's source: {@code squaredError} after as many steps as in training, {@code
 * squaredErrorOfMean} of the mean of training targets, and {@code squaredErrorAfterK} after K
 * steps, up to three times as many as in training.
 */
@AutoService(Scorer.class)
public final class RefinementScorer implements Scorer {

  @Override
  public String name() {
    return "refinement";
  }

  @Override
  public String description() {
    return "The squared error of targets that are found by steps, after more and fewer of them.";
  }

  @Override
  public boolean applies(RunView run) {
    return Refinement.applies(run);
  }

  @Override
  public Map<String, Double> scores(RunView run) {
    Refinement refinement = Refinement.of(run);
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("squaredError", refinement.after(refinement.trained()));
    scores.put("squaredErrorOfMean", refinement.ofMean());
    for (int steps : refinement.told()) {
      if (steps <= refinement.trained() || Double.isFinite(refinement.errors()[steps])) {
        scores.put("squaredErrorAfter" + steps, refinement.after(steps));
      }
    }
    return scores;
  }
}
