package io.ebm.core.scores;

import com.google.auto.service.AutoService;
import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.Rows;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code pairs}: how often the target of a context has the least energy among those of {@value
 * #AMONG} held-out examples, for an energy of all pairs; over whole groups of consecutive examples.
 */
@AutoService(Scorer.class)
public final class PairScorer implements Scorer {

  private static final int AMONG = 100;

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public String description() {
    return "How often the target of a context is found among those of " + AMONG + " examples.";
  }

  @Override
  public boolean applies(RunView run) {
    Dataset task = run.task().orElse(null);
    Conditional<?> model = run.conditional().orElse(null);
    return task != null
        && model != null
        && !(task instanceof Growing)
        && task.heldOut() instanceof ConditionalExamples<?> examples
        && examples.size() >= AMONG
        && task.space().levels() == 0
        && given(model, examples, new int[] {0}).as(AllPairs.class).isPresent();
  }

  @SuppressWarnings("unchecked") // the data and the model must agree on what a context is
  private static <C extends Rows<C>> EnergyFunction given(
      Conditional<C> model, Examples examples, int[] indices) {
    return model.given(((ConditionalExamples<C>) examples).contexts(indices, 0, indices.length));
  }

  @Override
  public Map<String, Double> scores(RunView run) {
    Conditional<?> model = run.conditional().orElseThrow();
    Dataset task = run.task().orElseThrow();
    Examples examples = task.heldOut();
    int[] right = new int[examples.size() / AMONG];
    run.parallel(
        right.length,
        group -> {
          int[] indices = IntStream.range(group * AMONG, (group + 1) * AMONG).toArray();
          Batch rows = Batch.allocate(AMONG, task.space().dim());
          examples.read(indices, 0, rows);
          double[] energies = new double[AMONG * AMONG];
          given(model, examples, indices)
              .as(AllPairs.class)
              .orElseThrow()
              .pairEnergies(rows, energies);
          for (int i = 0; i < AMONG; i++) {
            boolean least = true;
            for (int j = 0; j < AMONG; j++) {
              least &= j == i || energies[i * AMONG + j] > energies[i * AMONG + i];
            }
            right[group] += least ? 1 : 0;
          }
        });
    return Map.of(
        "retrievalAmong" + AMONG, (double) IntStream.of(right).sum() / (right.length * AMONG));
  }
}
