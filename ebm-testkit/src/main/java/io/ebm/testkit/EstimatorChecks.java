package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The contract of {@link PartitionEstimator}, check by check, on energies whose {@code log Z} is
 * known. Each throws {@link AssertionError}, naming the estimator and the target.
 */
public final class EstimatorChecks {

  private static final int SEEDS = 5;
  private static final int THREADS = 4;

  /** Of the energies, which are computed in single precision. */
  private static final double ROUNDING = 2e-5;

  private EstimatorChecks() {}

  private static PartitionEstimator make(Component<PartitionEstimator> estimator) {
    return estimator.make(TestContext.builder().path("evaluation.logZ").build());
  }

  private static String who(Component<PartitionEstimator> estimator, Object target) {
    return "estimator '" + estimator.type() + "' on " + target;
  }

  private static Optional<String> misfit(
      Component<PartitionEstimator> estimator, EnergyFunction energy, EstimationContext context) {
    return estimator.misfit(FitContext.of(energy).with(context.data(), context.sampler()));
  }

  /** Whether the estimator can be used on a target. */
  public static boolean fits(Component<PartitionEstimator> estimator, EstimatorTarget target) {
    return misfit(estimator, target.energy(), target.context(0)).isEmpty();
  }

  /**
   * Intervals hold the exact value: with five seeds, at most one does not, which an interval of 99
   * % passes in 999 of 1000 cases. Every result is complete, valid, and of the method of that name.
   */
  public static void intervalsHoldTheExactValue(
      Component<PartitionEstimator> estimator, EstimatorTarget target, long seed) {
    String who = who(estimator, target);
    double slack = ROUNDING * (1 + Math.abs(target.logZ()));
    int misses = 0;
    StringBuilder missed = new StringBuilder();
    for (long s = seed; s < seed + SEEDS; s++) {
      LogPartition result = make(estimator).estimate(target.energy(), target.context(s));
      requireComplete(who + " with seed " + s, estimator, result);
      require(result.valid(), who + " with seed " + s + ": is not valid: " + result.reason());
      if (!(result.lower() - slack <= target.logZ() && target.logZ() <= result.upper() + slack)) {
        misses++;
        missed.append(
            String.format(
                "%n  seed %d: %.7g, from %.7g to %.7g",
                s, result.value(), result.lower(), result.upper()));
      }
    }
    require(
        misses <= 1,
        who + ": log Z is " + target.logZ() + ", outside of " + misses + " intervals:" + missed);
  }

  private static void requireComplete(
      String who, Component<PartitionEstimator> estimator, LogPartition result) {
    require(
        result.method().equals(estimator.type()),
        who + ": the result is of the method '" + result.method() + "'");
    require(
        result.valid() == result.reason().isEmpty(),
        who + ": valid is " + result.valid() + ", and the reason is '" + result.reason() + "'");
    require(
        !result.valid()
            || (Double.isFinite(result.value())
                && result.lower() <= result.value()
                && result.value() <= result.upper()),
        who + ": a valid result is " + result);
    require(
        Double.isNaN(result.ess()) || result.ess() > 0,
        who + ": the effective sample size is " + result.ess());
  }

  /**
   * The same seed gives the same result, in one thread and in four, and the energy is as it was.
   */
  public static void dependsOnTheSeedAlone(
      Component<PartitionEstimator> estimator, EstimatorTarget target, long seed) {
    String who = who(estimator, target);
    PartitionEstimator made = make(estimator);
    FieldStates before = FieldStates.of(target.energy());
    LogPartition first = made.estimate(target.energy(), target.context(seed));
    require(
        FieldStates.of(target.energy()).changedSince(before).isEmpty(),
        who + ": it wrote the energy's " + FieldStates.of(target.energy()).changedSince(before));
    requireEqual(who + ", again", first, made.estimate(target.energy(), target.context(seed)));
    requireEqual(
        who + ", made again",
        first,
        make(estimator).estimate(target.energy(), target.context(seed)));
    try (Threads threads = new Threads(target.context(seed))) {
      requireEqual(who + ", in threads", first, made.estimate(target.energy(), threads));
    }
  }

  private static void requireEqual(String who, LogPartition expected, LogPartition found) {
    require(found.equals(expected), who + ": gives " + found + ", not " + expected);
  }

  /**
   * What does not fit is told in a sentence without a full stop, and {@link
   * PartitionEstimator#estimate} refuses with its text.
   */
  public static void refusesByTheSameSentence(
      Component<PartitionEstimator> estimator, EnergyFunction energy, EstimationContext context) {
    String who = who(estimator, energy.space());
    PartitionEstimator made = make(estimator);
    Optional<String> misfit = misfit(estimator, energy, context);
    if (misfit.isEmpty()) {
      return;
    }
    String why = misfit.get();
    require(!why.isBlank() && !why.endsWith("."), who + ": the answer is '" + why + "'");
    try {
      made.estimate(energy, context);
    } catch (IllegalArgumentException refused) {
      require(
          String.valueOf(refused.getMessage()).contains(why),
          who + ": refuses by '" + refused.getMessage() + "', but the answer is '" + why + "'");
      return;
    }
    throw new AssertionError(who + ": estimates although " + why);
  }

  /** A space of that kind with an energy that says nothing but NaN. */
  private record Undefined(StateSpace space) implements EnergyFunction, Differentiable {
    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), Double.NaN);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      out.fill(Float.NaN);
    }
  }

  /** Energies that are NaN make a result that is not valid and says why, and no exception. */
  public static void tellsOfWhatIsNotANumber(
      Component<PartitionEstimator> estimator, EstimatorTarget target, long seed) {
    Optional<Learnable> learnable = target.energy().as(Learnable.class);
    if (learnable.isEmpty()) {
      checkUndefined(estimator, target, new Undefined(target.energy().space()), seed);
      return;
    }
    float[] values = learnable.get().parameters().values();
    float[] before = values.clone();
    Arrays.fill(values, Float.NaN);
    try {
      checkUndefined(estimator, target, target.energy(), seed);
    } finally {
      System.arraycopy(before, 0, values, 0, values.length);
    }
  }

  private static void checkUndefined(
      Component<PartitionEstimator> estimator,
      EstimatorTarget target,
      EnergyFunction energy,
      long seed) {
    String who = who(estimator, target) + " that is NaN";
    PartitionEstimator made = make(estimator);
    if (misfit(estimator, energy, target.context(seed)).isPresent()) {
      return;
    }
    LogPartition result;
    try {
      result = made.estimate(energy, target.context(seed));
    } catch (RuntimeException thrown) {
      throw new AssertionError(who + ": throws " + thrown, thrown);
    }
    require(!result.valid(), who + ": gives " + result);
    requireComplete(who, estimator, result);
  }

  /** Runs pieces of work on four threads, the last first. */
  private static final class Threads implements EstimationContext, AutoCloseable {
    private final TestEstimation test;
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    Threads(TestEstimation test) {
      this.test = test;
    }

    @Override
    public Optional<Dataset> data() {
      return test.data();
    }

    @Override
    public RandomStream random() {
      return test.random();
    }

    @Override
    public Optional<Component<Sampler>> sampler() {
      return test.sampler();
    }

    @Override
    public <T> T create(String name, Component<T> component, int tile, Progress progress) {
      return test.create(name, component, tile, progress);
    }

    @Override
    public void parallel(int count, IntConsumer task) {
      Future<?>[] pieces = new Future<?>[count];
      for (int i = count - 1; i >= 0; i--) {
        int piece = i;
        pieces[i] = pool.submit(() -> task.accept(piece));
      }
      for (Future<?> piece : pieces) {
        try {
          piece.get();
        } catch (ExecutionException failure) {
          if (failure.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", interrupted);
        }
      }
    }

    @Override
    public void tiles(int rows, TileTask task) {
      int[][] tiles = test.tiles(rows);
      parallel(tiles.length, tile -> task.run(tile, tiles[tile][0], tiles[tile][1]));
    }

    @Override
    public void progress(long done, long total) {
      test.progress(done, total);
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
