package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Interactive;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.diagnostics.Moments;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Lets a policy act and scores what comes of it. */
public final class ActingEvaluator {

  private static final Pattern DASH = Pattern.compile("-(.)");

  private final Conditional<Batch> policy;
  private final Interactive task;
  private final RandomStream random;
  private final double[] returns;
  private final int[] lengths;
  private final Map<String, double[]> outcomes = new ConcurrentHashMap<>();

  private ActingEvaluator(Conditional<Batch> policy, Interactive task, RandomStream random) {
    this.policy = policy;
    this.task = task;
    this.random = random;
    returns = new double[task.evaluationEpisodes()];
    lengths = new int[returns.length];
  }

  /**
   * Adds to an evaluation's scores the mean return of some episodes, its standard error, their mean
   * length, and the means of what the environment tells of them. Episodes run side by side in
   * tiles, on all threads; the result does not depend on how many there are.
   */
  public static void evaluate(
      Model model, Interactive task, Workers workers, RandomStream random, ObjectNode result) {
    ActingEvaluator evaluator =
        new ActingEvaluator(Task.given(model), task, random.split("acting"));
    Tiles tiles = Tiles.of(evaluator.returns.length);
    try {
      workers.forEach(
          tiles.count(), tile -> evaluator.play(tile, tiles.from(tile), tiles.from(tile + 1)));
    } catch (IllegalArgumentException e) {
      throw new UserException("data: " + Texts.reason(e), e);
    }
    evaluator.put(result.withObject("/scores"));
  }

  private void play(int tile, int from, int to) {
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
        if (over[row]) {
          continue;
        }
        int episode = from + row;
        returns[episode] += rewards[row];
        lengths[episode]++;
        if (!Double.isFinite(rewards[row])) {
          throw new RunFailedException(
              "the reward of evaluation episode "
                  + episode
                  + " is "
                  + rewards[row]
                  + " in step "
                  + lengths[episode],
              null);
        }
        if (ends[row] != Episodes.RUNNING) {
          over[row] = true;
          left--;
          episodes.outcome(
              row,
              (name, value) ->
                  outcomes.computeIfAbsent(name, key -> new double[returns.length])[episode] =
                      value);
        }
      }
    }
  }

  private void put(ObjectNode scores) {
    Json.put(scores, "meanReturn", Moments.mean(returns));
    if (returns.length > 1) {
      Json.put(scores, "returnError", Math.sqrt(Moments.variance(returns) / returns.length));
    }
    double[] steps = new double[lengths.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = lengths[i];
    }
    Json.put(scores, "meanLength", Moments.mean(steps));
    new TreeMap<>(outcomes)
        .forEach((name, values) -> Json.put(scores, camel(name), Moments.mean(values)));
  }

  private static String camel(String name) {
    return DASH.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }
}
