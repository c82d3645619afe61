package io.ebm.core.scores;

import com.google.auto.service.AutoService;
import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Dataset;
import io.ebm.api.DualEncoder;
import io.ebm.api.Growing;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.core.task.Task;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code pairs}: how often the target of a context has the least energy among those of {@value
 * #AMONG} held-out examples, for an energy of two encoders; over whole groups of consecutive
 * examples.
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

  private static Task<?> heldOut(RunView run, Dataset data) {
    return Task.of(run.model(), data.heldOut(), data.space().dim());
  }

  @Override
  public boolean applies(RunView run) {
    Dataset data = run.task().orElse(null);
    if (data == null || data instanceof Growing) {
      return false;
    }
    Task<?> task = heldOut(run, data);
    return task.conditional()
        && task.size() >= AMONG
        && Capabilities.has(task.energy(new int[1], 0, 1), DualEncoder.class);
  }

  @Override
  public Map<String, Double> scores(RunView run) {
    Task<?> task = heldOut(run, run.task().orElseThrow());
    int[] right = new int[task.size() / AMONG];
    run.parallel(
        right.length,
        group -> {
          int[] indices = IntStream.range(group * AMONG, (group + 1) * AMONG).toArray();
          Batch rows = Batch.allocate(AMONG, task.dim());
          task.examples().read(indices, 0, rows);
          double[] energies = new double[AMONG * AMONG];
          AllPairs.of(task.energy(indices, 0, AMONG), AMONG).pairEnergies(rows, energies);
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
