package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.GrowthContext;
import io.ebm.api.Interactive;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;

/** The data of {@link ReplayFactory}: what a policy lived through, and goes on living through. */
final class Replay implements Dataset, Growing, Interactive {

  private static final int WINDOW = 100;

  private final ReplayFactory.Config config;
  private final Environment world;
  private final Actions acting;
  private final Actions evaluating;
  private final RandomStream random;
  private final ReplayMemory memory;
  private final Trail trail;
  private final Episodes episodes;
  private final double[] rewards;
  private final byte[] ends;
  private final double[] sums;
  private final double[] lastReturns = new double[WINDOW];
  private Batch before;
  private Batch after;
  private final Batch actions;
  private long begun;
  private long ended;
  private long steps;

  Replay(
      ReplayFactory.Config config,
      Environment world,
      Actions acting,
      Actions evaluating,
      RandomStream random) {
    this.config = config;
    this.world = world;
    this.acting = acting;
    this.evaluating = evaluating;
    this.random = random;
    int rows = config.rows();
    int seen = world.observations().dim();
    int done = world.actions().dim();
    memory = new ReplayMemory(config.capacity(), world.observations(), done);
    trail = new Trail(rows, config.steps(), config.discount(), seen, done);
    episodes = world.start(rows);
    rewards = new double[rows];
    ends = new byte[rows];
    sums = new double[rows];
    before = Batch.allocate(rows, seen);
    after = Batch.allocate(rows, seen);
    actions = Batch.allocate(rows, done);
    for (int row = 0; row < rows; row++) {
      begin(row);
    }
    episodes.observe(before);
    RandomStream first = random.split("first actions");
    for (long step = 0; memory.size() < Math.min(config.start(), config.capacity()); step++) {
      world.actions().randomStart(actions, first.split(step));
      step();
    }
  }

  private void begin(int row) {
    sums[row] = 0;
    episodes.reset(row, random.split("episode").split(begun++));
  }

  @Override
  public StateSpace space() {
    return world.actions();
  }

  @Override
  public Examples train() {
    return memory;
  }

  @Override
  public Examples heldOut() {
    return Examples.of(Batch.allocate(0, world.actions().dim()));
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
  public Actor actor(Conditional<Batch> policy, int rows, RandomStream stream) {
    return new DrawnActor(evaluating, policy, stream);
  }

  @Override
  public void grow(GrowthContext context) {
    if (context.step() % config.every() == 0) {
      acting.choose(acting.policy(context.model()), before, actions, context.random());
      step();
    }
    context.metrics().record("environment-steps", (double) steps);
    context.metrics().record("episodes", (double) ended);
    if (ended > 0) {
      int count = (int) Math.min(ended, WINDOW);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += lastReturns[i];
      }
      context.metrics().record("return", sum / count);
    }
  }

  /** Does what {@link #actions} says. */
  private void step() {
    episodes.step(actions, rewards, ends);
    episodes.observe(after);
    boolean anew = false;
    for (int row = 0; row < episodes.rows(); row++) {
      if (!Double.isFinite(rewards[row])) {
        throw new NonFiniteException(
            "the reward of episode row " + row + " is " + rewards[row] + " at step " + steps);
      }
      sums[row] += rewards[row];
      trail.add(row, before, actions, rewards[row], ends[row], after, memory);
      steps++;
      if (ends[row] != Episodes.RUNNING) {
        lastReturns[(int) (ended++ % WINDOW)] = sums[row];
        begin(row);
        anew = true;
      }
    }
    if (anew) {
      episodes.observe(before);
    } else {
      Batch swap = before;
      before = after;
      after = swap;
    }
  }

  @Override
  public void save(StateWriter writer) {
    memory.save(writer.child("memory"));
    trail.save(writer.child("trail"));
    episodes.save(writer.child("episodes"));
    writer.put("sums", sums);
    writer.put("returns", lastReturns);
    writer.put("counts", new long[] {begun, ended, steps});
  }

  @Override
  public void restore(StateReader reader) {
    memory.restore(reader.child("memory"));
    trail.restore(reader.child("trail"));
    episodes.restore(reader.child("episodes"));
    System.arraycopy(reader.doubles("sums"), 0, sums, 0, sums.length);
    System.arraycopy(reader.doubles("returns"), 0, lastReturns, 0, WINDOW);
    long[] counts = reader.longs("counts");
    begun = counts[0];
    ended = counts[1];
    steps = counts[2];
    episodes.observe(before);
  }
}
