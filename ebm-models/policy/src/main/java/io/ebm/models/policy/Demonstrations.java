package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Examples;
import io.ebm.api.Expert;
import io.ebm.api.Interactive;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.Optional;

/** The data of {@link DemonstrationsFactory}. */
final class Demonstrations implements Dataset, Interactive {

  private static final int SIDE_BY_SIDE = 64;

  private final DemonstrationsFactory.Config config;
  private final Environment world;
  private final Actions evaluating;
  private final Examples train;
  private final Examples heldOut;

  Demonstrations(
      DemonstrationsFactory.Config config,
      Environment world,
      Actions evaluating,
      RandomStream random) {
    this.config = config;
    this.world = world;
    this.evaluating = evaluating;
    train = Recording.of(world, config.episodes(), random.split("train"));
    heldOut = Recording.of(world, config.heldOut(), random.split("held-out"));
  }

  @Override
  public StateSpace space() {
    return world.actions();
  }

  @Override
  public Examples train() {
    return train;
  }

  @Override
  public Examples heldOut() {
    return heldOut;
  }

  @Override
  public Environment environment() {
    return world;
  }

  @Override
  public int evaluationEpisodes() {
    return config.evaluationEpisodes();
  }

  @Override
  public Actor actor(Conditional<Batch> policy, int rows, RandomStream random) {
    return new DrawnActor(evaluating, policy, random);
  }

  /** What was seen and done. */
  private record Recording(StateSpace observed, Batch observations, Batch actions)
      implements ConditionalExamples<Batch> {

    static Recording of(Environment world, int count, RandomStream random) {
      int seen = world.observations().dim();
      int done = world.actions().dim();
      float[] observations = new float[0];
      float[] actions = new float[0];
      int steps = 0;
      for (int first = 0; first < count; first += SIDE_BY_SIDE) {
        int rows = Math.min(SIDE_BY_SIDE, count - first);
        int most = Math.addExact(steps, Sizes.product("an episode", rows, world.limit()));
        observations = Arrays.copyOf(observations, Sizes.product("the demonstrations", most, seen));
        actions = Arrays.copyOf(actions, Sizes.product("the demonstrations", most, done));
        Episodes episodes = world.start(rows);
        for (int row = 0; row < rows; row++) {
          episodes.reset(row, random.split(first + row));
        }
        steps =
            record(world, episodes, Batch.of(observations, seen), Batch.of(actions, done), steps);
      }
      return new Recording(
          world.observations(),
          Batch.of(observations, 0, steps, seen),
          Batch.of(actions, 0, steps, done));
    }

    /** Plays until all have ended; returns the number of steps that are recorded now. */
    private static int record(
        Environment world, Episodes episodes, Batch observations, Batch actions, int from) {
      int rows = episodes.rows();
      int steps = from;
      Batch seen = Batch.allocate(rows, observations.dim());
      Batch chosen = Batch.allocate(rows, actions.dim());
      double[] rewards = new double[rows];
      byte[] ends = new byte[rows];
      boolean[] over = new boolean[rows];
      for (int left = rows; left > 0; ) {
        episodes.observe(seen);
        ((Expert) world).demonstrate(episodes, chosen);
        episodes.step(chosen, rewards, ends);
        for (int row = 0; row < rows; row++) {
          if (!over[row]) {
            observations.copyRow(steps, seen, row);
            actions.copyRow(steps++, chosen, row);
            over[row] = ends[row] != Episodes.RUNNING;
            left -= over[row] ? 1 : 0;
          }
        }
      }
      return steps;
    }

    @Override
    public int size() {
      return actions.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      for (int i = 0; i < into.size(); i++) {
        into.copyRow(i, actions, indices[from + i]);
      }
    }

    @Override
    public Optional<StateSpace> contextSpace() {
      return Optional.of(observed);
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch rows = Batch.allocate(count, observations.dim());
      for (int i = 0; i < count; i++) {
        rows.copyRow(i, observations, indices[from + i]);
      }
      return rows;
    }
  }
}
