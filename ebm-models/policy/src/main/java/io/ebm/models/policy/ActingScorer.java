package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Interactive;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * {@code acting}: what comes of a policy that acts. The mean return of some episodes, its standard
 * error, their mean length, and the means of what the environment tells of them.
 */
@AutoService(Scorer.class)
public final class ActingScorer implements Scorer {

  @Override
  public String name() {
    return "acting";
  }

  @Override
  public String description() {
    return "Returns and lengths of a policy's episodes, and what the environment tells of them.";
  }

  @Override
  public boolean applies(RunView run) {
    return run.conditional().isPresent()
        && run.task()
            .filter(
                task ->
                    task instanceof Interactive && task.train() instanceof ConditionalExamples<?>)
            .isPresent();
  }

  @Override
  @SuppressWarnings("unchecked") // an actor's contexts are rows of numbers
  public Map<String, Double> scores(RunView run) {
    Trial trial =
        new Trial(
            (Conditional<Batch>) run.conditional().orElseThrow(),
            (Interactive) run.task().orElseThrow(),
            run.random().split("acting"));
    run.tiles(trial.returns.length, trial::play);
    return trial.scores();
  }

  /** Episodes side by side in tiles; what comes of them does not depend on the threads. */
  private static final class Trial {

    private static final Pattern DASH = Pattern.compile("-(.)");

    private final Conditional<Batch> policy;
    private final Interactive task;
    private final RandomStream random;
    private final double[] returns;
    private final int[] lengths;
    private final Map<String, double[]> outcomes = new ConcurrentHashMap<>();

    Trial(Conditional<Batch> policy, Interactive task, RandomStream random) {
      this.policy = policy;
      this.task = task;
      this.random = random;
      returns = new double[task.evaluationEpisodes()];
      lengths = new int[returns.length];
    }

    void play(int tile, int from, int to) {
      int rows = to - from;
      Environment world = task.environment();
      Episodes episodes = world.start(rows);
      for (int row = 0; row < rows; row++) {
        episodes.reset(row, random.split("episode").split(from + row));
      }
      Interactive.Actor actor = task.actor(policy, rows, random.split("actor").split(tile));
      Batch seen = Batch.allocate(rows, world.observations().dim());
      Batch actions = Batch.allocate(rows, world.actions().dim());
      double[] rewards = new double[rows];
      byte[] ends = new byte[rows];
      boolean[] over = new boolean[rows];
      for (int left = rows; left > 0; ) {
        episodes.observe(seen);
        actor.act(seen, actions);
        episodes.step(actions, rewards, ends);
        for (int row = 0; row < rows; row++) {
          if (!over[row] && count(from + row, rewards[row], ends[row])) {
            over[row] = true;
            left--;
            int episode = from + row;
            episodes.outcome(
                row,
                (name, value) ->
                    outcomes.computeIfAbsent(name, key -> new double[returns.length])[episode] =
                        value);
          }
        }
      }
    }

    /** Counts a step; says whether it was the last. */
    private boolean count(int episode, double reward, byte end) {
      returns[episode] += reward;
      lengths[episode]++;
      if (!Double.isFinite(reward)) {
        throw new NonFiniteException(
            "the reward of evaluation episode "
                + episode
                + " is "
                + reward
                + " in step "
                + lengths[episode]);
      }
      return end != Episodes.RUNNING;
    }

    Map<String, Double> scores() {
      Map<String, Double> scores = new LinkedHashMap<>();
      scores.put("meanReturn", mean(returns));
      if (returns.length > 1) {
        scores.put("returnError", Math.sqrt(variance(returns) / returns.length));
      }
      double[] steps = new double[lengths.length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = lengths[i];
      }
      scores.put("meanLength", mean(steps));
      new TreeMap<>(outcomes).forEach((name, values) -> scores.put(camel(name), mean(values)));
      return scores;
    }

    private static String camel(String name) {
      return DASH.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /** The mean; of equal values exactly that value. */
    private static double mean(double[] values) {
      double sum = 0;
      boolean equal = values.length > 0;
      for (double value : values) {
        sum += value;
        equal &= value == values[0];
      }
      return equal ? values[0] : sum / values.length;
    }

    private static double variance(double[] values) {
      double mean = mean(values);
      double sum = 0;
      for (double value : values) {
        sum += (value - mean) * (value - mean);
      }
      return sum / (values.length - 1);
    }
  }
}
